import type { ExitCode } from './exit-code.ts';
/** `ninefold up [contract]`: keeps the topology running, failing over for real, until Ctrl-C. */
export declare function upCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=up-command.d.ts.map