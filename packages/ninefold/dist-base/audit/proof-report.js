import { field, listOf, textOf } from './part.js';
/** Reads a report; undefined when it is none, or of another version. */
export function parseProof(file, text) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    const startedAt = textOf(field(data, 'startedAt'));
    const faults = field(data, 'verdict', 'faults');
    if (startedAt === undefined || field(data, 'schemaVersion') !== 1 || !Array.isArray(faults))
        return undefined;
    return {
        file,
        startedAt,
        faults: listOf(faults).map((one) => ({
            fault: textOf(field(one, 'fault')) ?? '',
            rows: listOf(field(one, 'rows')).map((row) => ({
                name: textOf(field(row, 'name')) ?? '',
                title: textOf(field(row, 'title')) ?? '',
                ruling: textOf(field(row, 'ruling')) ?? '',
                measured: textOf(field(row, 'measured')) ?? '',
            })),
        })),
    };
}
//# sourceMappingURL=proof-report.js.map