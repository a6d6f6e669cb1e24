import type { ExitCode } from './exit-code.ts';
/** `ninefold capacity [contract]`: the quarterly report, whether capacity is enough and until when. */
export declare function capacityCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=capacity-command.d.ts.map