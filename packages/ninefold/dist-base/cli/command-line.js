import { parseArgs } from 'node:util';
import { nearestName } from '../contract/nearest-name.js';
import { BadInputError, codeOf, messageOf } from '../ports/errors.js';
/**
 * Reads a command's arguments.
 *
 * @throws BadInputError that names the mistake and the nearest option
 */
export function readArguments(command, args, options, maxPositionals) {
    try {
        const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
        const extra = parsed.positionals[maxPositionals];
        if (extra !== undefined) {
            throw new BadInputError(`ninefold ${command} takes no "${extra}"; see ninefold --help`);
        }
        return parsed;
    }
    catch (error) {
        if (error instanceof BadInputError)
            throw error;
        if (codeOf(error) !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
            throw new BadInputError(`ninefold ${command}: ${messageOf(error)}`, { cause: error });
        }
        const known = Object.keys(options);
        const given = /'--?([^']*)'/.exec(messageOf(error))?.[1] ?? '';
        const nearest = nearestName(given, known);
        const hint = nearest
            ? `did you mean --${nearest}?`
            : `it knows ${known.map((name) => `--${name}`).join(', ')}`;
        throw new BadInputError(`ninefold ${command} has no option "--${given}"; ${hint}`, {
            cause: error,
        });
    }
}
/** @throws BadInputError unless the text is a whole number in the range */
export function readWholeNumber(name, text, least, most) {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
        throw new BadInputError(`--${name} takes a whole number from ${least} to ${most}, not "${text}"`);
    }
    return number;
}
//# sourceMappingURL=command-line.js.map