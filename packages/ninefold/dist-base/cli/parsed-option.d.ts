import type { Parsed } from '../contract/mistake.ts';
/**
 * The value of an option, read by one of the contract's parsers.
 *
 * @param option with its dashes; absent for an argument without a name
 * @throws BadInputError that says what is wrong, and what would be right
 */
export declare function parsedOption(text: string, parsed: Parsed<number>, option?: string): number;
//# sourceMappingURL=parsed-option.d.ts.map