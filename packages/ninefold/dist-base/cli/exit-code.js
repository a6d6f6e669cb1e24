import { BadInputError, InterruptedError } from '../ports/errors.js';
/** What an error that ended a command is worth. */
export function exitCodeOf(error) {
    return error instanceof BadInputError ? 2 : 3;
}
/** One clear message, on lines of its own; a stack only for what nobody foresaw. */
export function describeError(error) {
    if (error instanceof InterruptedError)
        return `ninefold: ${error.message}`;
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
        return `ninefold: ${error.message}`;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `ninefold: an error of Ninefold's own, please report it: ${detail}`;
}
//# sourceMappingURL=exit-code.js.map