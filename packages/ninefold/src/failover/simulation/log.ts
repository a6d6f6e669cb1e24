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
export const genesis: LogRecord = { lsn: 0, term: 1, write: undefined, previous: undefined };

export function append(log: LogRecord, term: number, write: number | undefined): LogRecord {
  return { lsn: log.lsn + 1, term, write, previous: log };
}

export function isPrefix(prefix: LogRecord, log: LogRecord): boolean {
  let record: LogRecord | undefined = log;
  while (record !== undefined && record.lsn > prefix.lsn) record = record.previous;
  return record === prefix;
}
