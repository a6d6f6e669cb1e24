import type { ExitCode } from './exit-code.ts';
/** `ninefold status [contract]`: what is left of each error budget, now. */
export declare function statusCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=status-command.d.ts.map