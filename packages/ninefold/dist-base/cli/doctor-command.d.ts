import type { ExitCode } from './exit-code.ts';
/** `ninefold doctor`: what this machine can do, what is missing, and the one command that mends it. */
export declare function doctorCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=doctor-command.d.ts.map