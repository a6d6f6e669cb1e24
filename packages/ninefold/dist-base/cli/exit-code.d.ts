/** 0 kept or clean, 1 promise broken or findings, 2 bad input, 3 the environment failed. */
export type ExitCode = 0 | 1 | 2 | 3;
/** What an error that ended a command is worth. */
export declare function exitCodeOf(error: unknown): ExitCode;
/** One clear message, on lines of its own; a stack only for what nobody foresaw. */
export declare function describeError(error: unknown): string;
//# sourceMappingURL=exit-code.d.ts.map