/** The last lines of a member's log, for the message that says why it failed. */
export declare function logTail(logFile: string, lines: number): string;
/** What was written to a log since it was `offset` bytes long, the last of it. */
export declare function logSince(logFile: string, offset: number): string;
/** How long a log is now (bytes); 0 when there is none yet. */
export declare function logLength(logFile: string): number;
//# sourceMappingURL=log-file.d.ts.map