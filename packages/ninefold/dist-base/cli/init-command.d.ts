import type { ExitCode } from './exit-code.ts';
/** `ninefold init [folder]`: writes a commented contract; never over an existing one. */
export declare function initCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=init-command.d.ts.map