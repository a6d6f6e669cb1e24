/**
 * Checks a run id: what keeps apart the operations of runs that share a store. Letters, digits,
 * `-` and `_` only, so that an id means the same in a URL, a header, JSON and SQL.
 *
 * @throws TypeError when it is empty, longer than 40 or holds anything else
 */
export function assertRunId(runId) {
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(runId)) {
        throw new TypeError(`a run id is 1 to 40 letters, digits, "-" or "_", not ${JSON.stringify(runId)}`);
    }
}
/** The id of the operation with this number; numbers go on counting through all trials of a run. */
export function operationId(runId, sequence) {
    return `${runId}-${sequence.toString(36)}`;
}
//# sourceMappingURL=operation-id.js.map