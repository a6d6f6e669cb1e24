import type { ExitCode } from './exit-code.ts';
/** `ninefold prove [contract]`: breaks the topology on purpose and rules on the promise. */
export declare function proveCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=prove-command.d.ts.map