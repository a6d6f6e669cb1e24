import type { ExitCode } from './exit-code.ts';
/** `ninefold audit PATHS…`: what configuration costs in availability. `-` is standard input. */
export declare function auditCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=audit-command.d.ts.map