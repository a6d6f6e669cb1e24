import type { ExitCode } from './exit-code.ts';
/** `ninefold plan [contract]`: whether the design can keep its promise, and what holds it back. */
export declare function planCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=plan-command.d.ts.map