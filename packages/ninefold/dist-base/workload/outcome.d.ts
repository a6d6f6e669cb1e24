import type { Outcome } from '../history/history.ts';
/** How an exchange over HTTP ended, as the client saw it. */
export type HttpEnding = 
/** A final status arrived; the body may have been cut, late or longer than was read. */
{
    readonly kind: 'answered';
    readonly status: number;
}
/** Not one byte of the request was handed to a connection. */
 | {
    readonly kind: 'unsent';
    readonly reason: string;
}
/** The request was on its way and no status came back: cut, garbage, or no answer in time. */
 | {
    readonly kind: 'unanswered';
    readonly reason: string;
};
/** What an ending says about the write. */
export interface Judgement {
    readonly outcome: Outcome;
    readonly detail: string;
}
/**
 * The outcome of a write over HTTP.
 * - an acknowledged status: `ok`;
 * - nothing sent: `failed`;
 * - another 4xx: `failed`, the app refused it; but 408, 409 and 412 are `unknown`;
 * - anything else (2xx and 3xx that do not acknowledge, 5xx, cut, garbage, timeout): `unknown`. So
 *   is a 503, even of our balancer: its status alone does not prove that no replica saw the write.
 */
export declare function judgeHttpWrite(ending: HttpEnding, acknowledged: ReadonlySet<number>): Judgement;
/** What a read over HTTP found: stored, not stored, or nothing that can be relied on. */
export declare function judgeHttpRead(ending: HttpEnding, present: ReadonlySet<number>, absent: ReadonlySet<number>): 1 | 0 | 'unreadable';
/** How an INSERT ended, as the client saw it. `code` is a SQLSTATE. */
export type SqlEnding = 
/** The server is ready for the next query, hence has committed. Codes of what it warned of. */
{
    readonly kind: 'completed';
    readonly warnings: readonly string[];
} | {
    readonly kind: 'error';
    readonly code: string;
} | {
    readonly kind: 'unsent';
    readonly reason: string;
} | {
    readonly kind: 'unanswered';
    readonly reason: string;
};
/**
 * The outcome of an INSERT under autocommit. Completed without a warning: `ok`. A warning makes it
 * `unknown`, because that is how PostgreSQL says that it gave up waiting for a synchronous standby
 * (01000 after a cancel, 57P01 when it shuts down): committed here, perhaps nowhere else. An error
 * known to come before the commit, and a cancelled statement (57014): `failed`. Every other error
 * (shutdown 57P01, crash 57P02, connection 08xxx, 40003, system and internal): `unknown`.
 */
export declare function judgeSqlWrite(ending: SqlEnding): Judgement;
//# sourceMappingURL=outcome.d.ts.map