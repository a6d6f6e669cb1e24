/** An error that Ninefold raises on purpose; branch on `code`. */
export class NinefoldError extends Error {
}
/** What the user gave can't be used (exit code 2). Nothing was started. */
export class BadInputError extends NinefoldError {
    code = 'BAD_INPUT';
    name = 'BadInputError';
}
/** The machine, or a program of the user's, did not do its part (exit code 3). */
export class EnvironmentError extends NinefoldError {
    code = 'ENVIRONMENT';
    name = 'EnvironmentError';
}
/** This fault can't be injected on this machine, or by this user; it is reported as not tested. */
export class UnsupportedError extends NinefoldError {
    code = 'UNSUPPORTED';
    name = 'UnsupportedError';
}
/** A condition did not come true in time; the message names what was waited for (exit code 3). */
export class DeadlineError extends NinefoldError {
    code = 'DEADLINE';
    name = 'DeadlineError';
}
/** The reason an AbortSignal carries when the user asked to stop (Ctrl-C, SIGTERM). */
export class InterruptedError extends NinefoldError {
    code = 'INTERRUPTED';
    name = 'InterruptedError';
}
/** What an unknown thrown value says, for a line of text. */
export function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** The `code` of an error from the system or from a driver, such as `ENOENT` or `57P01`. */
export function codeOf(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}
//# sourceMappingURL=errors.js.map