import type { ExitCode } from './exit-code.ts';
/** `ninefold render [contract]`: files for real engines, printed or written below a folder. */
export declare function renderCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=render-command.d.ts.map