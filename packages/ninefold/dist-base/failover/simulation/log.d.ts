/**
 * One record of a member's log, and through `previous` all before it: a log is its last record.
 * Copies share records, so "is a prefix of" is a matter of identity.
 */
export interface LogRecord {
    readonly lsn: number;
    readonly term: number;
    /** The client's write; undefined: the record that begins a term. */
    readonly write: number | undefined;
    readonly previous: LogRecord | undefined;
}
/** The record that every log begins with. */
export declare const genesis: LogRecord;
export declare function append(log: LogRecord, term: number, write: number | undefined): LogRecord;
export declare function isPrefix(prefix: LogRecord, log: LogRecord): boolean;
//# sourceMappingURL=log.d.ts.map