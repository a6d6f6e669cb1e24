/** An error that Ninefold raises on purpose; branch on `code`. */
export declare abstract class NinefoldError extends Error {
    abstract readonly code: string;
}
/** What the user gave can't be used (exit code 2). Nothing was started. */
export declare class BadInputError extends NinefoldError {
    readonly code = "BAD_INPUT";
    readonly name = "BadInputError";
}
/** The machine, or a program of the user's, did not do its part (exit code 3). */
export declare class EnvironmentError extends NinefoldError {
    readonly code = "ENVIRONMENT";
    readonly name = "EnvironmentError";
}
/** This fault can't be injected on this machine, or by this user; it is reported as not tested. */
export declare class UnsupportedError extends NinefoldError {
    readonly code = "UNSUPPORTED";
    readonly name = "UnsupportedError";
}
/** A condition did not come true in time; the message names what was waited for (exit code 3). */
export declare class DeadlineError extends NinefoldError {
    readonly code = "DEADLINE";
    readonly name = "DeadlineError";
}
/** The reason an AbortSignal carries when the user asked to stop (Ctrl-C, SIGTERM). */
export declare class InterruptedError extends NinefoldError {
    readonly code = "INTERRUPTED";
    readonly name = "InterruptedError";
}
/** What an unknown thrown value says, for a line of text. */
export declare function messageOf(error: unknown): string;
/** The `code` of an error from the system or from a driver, such as `ENOENT` or `57P01`. */
export declare function codeOf(error: unknown): string | undefined;
//# sourceMappingURL=errors.d.ts.map