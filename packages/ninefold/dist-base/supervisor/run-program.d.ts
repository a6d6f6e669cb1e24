export interface ProgramOptions {
    /** Written to its standard input. */
    readonly input?: string;
    /** Default: that of this process. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
    readonly signal?: AbortSignal;
    /** Whether what it wrote to standard error is given too. */
    readonly withErrors?: boolean;
}
/**
 * Runs a program to its end and gives what it wrote to standard output.
 *
 * @throws EnvironmentError with what it said, when it can't be run or does not end with 0
 */
export declare function runProgram(file: string, args: readonly string[], { input, environment, signal, withErrors }?: ProgramOptions): Promise<string>;
/**
 * As `runProgram`, for what must have happened when this returns: a fault's instant is just before.
 *
 * @throws EnvironmentError as `runProgram` does
 */
export declare function runProgramNow(file: string, args: readonly string[], input?: string): string;
//# sourceMappingURL=run-program.d.ts.map