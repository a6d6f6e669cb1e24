import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseContract } from '../contract/parse-contract.js';
import { historyFromJson } from '../history/history-json.js';
import { BadInputError, messageOf } from '../ports/errors.js';
const reportSchema = z.object({
    schemaVersion: z.literal(1),
    startedAt: z.iso.datetime(),
    contract: z.string(),
    history: z.unknown(),
});
/**
 * Reads a `report.json` of `ninefold prove`, the contract in it included.
 *
 * @throws BadInputError for a file that is none
 */
export function readReport(path) {
    let json;
    try {
        json = JSON.parse(readFileSync(path, 'utf8'));
    }
    catch (error) {
        throw new BadInputError(`can't read ${path} as JSON: ${messageOf(error)}`, { cause: error });
    }
    const report = reportSchema.safeParse(json);
    if (!report.success) {
        throw new BadInputError(`${path} is no report; expected the report.json that ninefold prove writes`);
    }
    const { contract: text, history, startedAt } = report.data;
    const parsed = parseContract(text, `the contract in ${path}`);
    if (!parsed.ok) {
        const [first] = parsed.problems;
        throw new BadInputError(`the contract in ${path} can't be read by this version: ${first?.message ?? 'it has mistakes'}`);
    }
    try {
        return { contract: parsed.contract, records: historyFromJson(history), startedAt, path };
    }
    catch (error) {
        throw new BadInputError(`can't read the history in ${path}: ${messageOf(error)}`, {
            cause: error,
        });
    }
}
//# sourceMappingURL=read-report.js.map