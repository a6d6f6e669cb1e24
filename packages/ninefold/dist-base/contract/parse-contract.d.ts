import type { Contract } from './contract.ts';
import type { LocatedMistake } from './located-mistake.ts';
import type { Problem } from './problem.ts';
/** A contract, or everything that is wrong with it: at least one problem. */
export type ParseResult = {
    readonly ok: true;
    readonly contract: Contract;
} | {
    readonly ok: false;
    readonly problems: readonly Problem[];
};
/**
 * Reads `ninefold.yaml`. Never throws, whatever the text. All problems come at once, each once, in
 * the order of the file; only when the text is no YAML at all are its words not looked at.
 *
 * @param file how problems name the file
 */
export declare function parseContract(text: string, file: string): ParseResult;
/**
 * Mistakes in a contract that parsing could not know of, as problems with their place in its text.
 *
 * @param file how problems name the file
 */
export declare function problemsAt(mistakes: readonly LocatedMistake[], text: string, file: string): readonly Problem[];
/**
 * What is wrong with a text as YAML, apart from what it says.
 *
 * @param file how problems name the file
 */
export declare function yamlProblems(text: string, file: string): readonly Problem[];
//# sourceMappingURL=parse-contract.d.ts.map