import type { ExitCode } from './exit-code.ts';
/** `ninefold postmortem`: a blameless draft with what is known of the costliest incident. */
export declare function postmortemCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=postmortem-command.d.ts.map