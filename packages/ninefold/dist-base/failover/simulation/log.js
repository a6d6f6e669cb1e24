/** The record that every log begins with. */
export const genesis = { lsn: 0, term: 1, write: undefined, previous: undefined };
export function append(log, term, write) {
    return { lsn: log.lsn + 1, term, write, previous: log };
}
export function isPrefix(prefix, log) {
    let record = log;
    while (record !== undefined && record.lsn > prefix.lsn)
        record = record.previous;
    return record === prefix;
}
//# sourceMappingURL=log.js.map