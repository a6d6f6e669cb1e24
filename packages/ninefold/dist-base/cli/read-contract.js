import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseContract } from '../contract/parse-contract.js';
import { formatProblem } from '../contract/problem.js';
import { BadInputError, codeOf, messageOf } from '../ports/errors.js';
export const CONTRACT_FILE = 'ninefold.yaml';
/**
 * Reads the contract at `path`, which may be its folder.
 *
 * @throws BadInputError that lists every mistake in it, each with its place
 */
export function readContract(path = CONTRACT_FILE) {
    const file = locate(path);
    let text;
    try {
        text = readFileSync(file, 'utf8');
    }
    catch (error) {
        const reason = codeOf(error) === 'ENOENT'
            ? 'there is no such file; ninefold init writes one'
            : messageOf(error);
        throw new BadInputError(`can't read ${file}: ${reason}`, { cause: error });
    }
    const result = parseContract(text, file);
    if (!result.ok)
        throw badContract(result.problems, text, file);
    return { contract: result.contract, text, path: file, directory: dirname(resolve(file)) };
}
/** Every mistake in a contract, each with its place. */
export function badContract(problems, text, file) {
    const shown = problems.map((problem) => formatProblem(problem, text));
    const count = shown.length === 1 ? 'one mistake' : `${shown.length} mistakes`;
    return new BadInputError(`${count} in ${file}\n\n${shown.join('\n\n')}`);
}
function locate(path) {
    try {
        return statSync(path).isDirectory() ? join(path, CONTRACT_FILE) : path;
    }
    catch {
        return path;
    }
}
//# sourceMappingURL=read-contract.js.map