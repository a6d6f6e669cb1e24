import { operationId } from './operation-id.js';
const OUTCOMES = ['ok', 'failed', 'unknown'];
const FIRST_CAPACITY = 4096;
export function createRecorder(runId, firstSequence) {
    let capacity = FIRST_CAPACITY;
    let count = 0;
    let due = new Float64Array(capacity);
    let sent = new Float64Array(capacity);
    let ended = new Float64Array(capacity);
    let outcomes = new Uint8Array(capacity);
    let detailOf = new Uint16Array(capacity);
    const details = [];
    const detailIndex = new Map();
    function grow() {
        capacity *= 2;
        due = copied(new Float64Array(capacity), due);
        sent = copied(new Float64Array(capacity), sent);
        ended = copied(new Float64Array(capacity), ended);
        outcomes = copied(new Uint8Array(capacity), outcomes);
        detailOf = copied(new Uint16Array(capacity), detailOf);
    }
    return {
        get count() {
            return count;
        },
        sent(dueMs, sentMs) {
            if (count === capacity)
                grow();
            due[count] = dueMs;
            sent[count] = sentMs;
            count += 1;
            return count - 1;
        },
        ended(index, endedMs, outcome, detail) {
            ended[index] = endedMs;
            outcomes[index] = OUTCOMES.indexOf(outcome);
            let known = detailIndex.get(detail);
            if (known === undefined) {
                known = details.push(detail) - 1;
                detailIndex.set(detail, known);
            }
            detailOf[index] = known;
        },
        columns: () => ({
            runId,
            firstSequence,
            count,
            dueMs: due.slice(0, count),
            sentMs: sent.slice(0, count),
            endedMs: ended.slice(0, count),
            outcome: outcomes.slice(0, count),
            detail: detailOf.slice(0, count),
            details,
        }),
    };
}
/** The operations that the columns stand for, in the order they were due. */
export function operationsOf(columns) {
    const operations = [];
    for (let i = 0; i < columns.count; i++) {
        operations.push({
            id: operationId(columns.runId, columns.firstSequence + i),
            dueMs: columns.dueMs[i] ?? NaN,
            sentMs: columns.sentMs[i] ?? NaN,
            endedMs: columns.endedMs[i] ?? NaN,
            outcome: OUTCOMES[columns.outcome[i] ?? 2] ?? 'unknown',
            detail: columns.details[columns.detail[i] ?? 0] ?? '',
        });
    }
    return operations;
}
function copied(to, from) {
    to.set(from);
    return to;
}
//# sourceMappingURL=recorder.js.map