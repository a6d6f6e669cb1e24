import { BadInputError } from '../ports/errors.js';
/**
 * The value of an option, read by one of the contract's parsers.
 *
 * @param option with its dashes; absent for an argument without a name
 * @throws BadInputError that says what is wrong, and what would be right
 */
export function parsedOption(text, parsed, option) {
    if (parsed.ok)
        return parsed.value;
    const [found] = parsed.mistakes;
    const where = option === undefined ? '' : `${option}: `;
    const meant = found?.nearest === undefined ? '' : `; did you mean "${found.nearest}"?`;
    throw new BadInputError(`${where}${found?.message ?? text}; expected ${found?.expected ?? 'a value'}${meant}`);
}
//# sourceMappingURL=parsed-option.js.map