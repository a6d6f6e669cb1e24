import type { Contract } from '../contract/contract.ts';
import { type Problem } from '../contract/problem.ts';
import { BadInputError } from '../ports/errors.ts';
export declare const CONTRACT_FILE = "ninefold.yaml";
/** A contract, where it lies, and its text. */
export interface ContractFile {
    readonly contract: Contract;
    readonly text: string;
    readonly path: string;
    readonly directory: string;
}
/**
 * Reads the contract at `path`, which may be its folder.
 *
 * @throws BadInputError that lists every mistake in it, each with its place
 */
export declare function readContract(path?: string): ContractFile;
/** Every mistake in a contract, each with its place. */
export declare function badContract(problems: readonly Problem[], text: string, file: string): BadInputError;
//# sourceMappingURL=read-contract.d.ts.map