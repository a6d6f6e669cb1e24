/**
 * Refusals that a write which was applied can meet, because something between the client and the
 * app sent it again: 408 (the time to read ran out), 409 and 412 (the second copy meets the first).
 */
const AMBIGUOUS_REFUSALS = new Set([408, 409, 412]);
/**
 * The outcome of a write over HTTP.
 * - an acknowledged status: `ok`;
 * - nothing sent: `failed`;
 * - another 4xx: `failed`, the app refused it; but 408, 409 and 412 are `unknown`;
 * - anything else (2xx and 3xx that do not acknowledge, 5xx, cut, garbage, timeout): `unknown`. So
 *   is a 503, even of our balancer: its status alone does not prove that no replica saw the write.
 */
export function judgeHttpWrite(ending, acknowledged) {
    switch (ending.kind) {
        case 'unsent':
            return { outcome: 'failed', detail: ending.reason };
        case 'unanswered':
            return { outcome: 'unknown', detail: ending.reason };
        case 'answered': {
            const { status } = ending;
            const detail = String(status);
            if (acknowledged.has(status))
                return { outcome: 'ok', detail };
            const refused = status >= 400 && status < 500 && !AMBIGUOUS_REFUSALS.has(status);
            return { outcome: refused ? 'failed' : 'unknown', detail };
        }
    }
}
/** What a read over HTTP found: stored, not stored, or nothing that can be relied on. */
export function judgeHttpRead(ending, present, absent) {
    if (ending.kind !== 'answered')
        return 'unreadable';
    if (present.has(ending.status))
        return 1;
    return absent.has(ending.status) ? 0 : 'unreadable';
}
/**
 * SQLSTATE classes (PostgreSQL manual, appendix A) that the server reports before it commits, so
 * that the row is certainly not there: feature not supported, invalid authorization, data
 * exception, integrity, transaction state (25006: read only), rollback, syntax or access, invalid
 * catalog and schema name, resources, limits, object state, raised by a function.
 */
const BEFORE_COMMIT = new Set('0A 22 23 25 28 3D 3F 40 42 53 54 55 P0'.split(' '));
/**
 * The outcome of an INSERT under autocommit. Completed without a warning: `ok`. A warning makes it
 * `unknown`, because that is how PostgreSQL says that it gave up waiting for a synchronous standby
 * (01000 after a cancel, 57P01 when it shuts down): committed here, perhaps nowhere else. An error
 * known to come before the commit, and a cancelled statement (57014): `failed`. Every other error
 * (shutdown 57P01, crash 57P02, connection 08xxx, 40003, system and internal): `unknown`.
 */
export function judgeSqlWrite(ending) {
    switch (ending.kind) {
        case 'unsent':
            return { outcome: 'failed', detail: ending.reason };
        case 'unanswered':
            return { outcome: 'unknown', detail: ending.reason };
        case 'completed': {
            const warning = ending.warnings.find((code) => !code.startsWith('00'));
            return warning === undefined
                ? { outcome: 'ok', detail: 'INSERT' }
                : { outcome: 'unknown', detail: `warning ${warning}` };
        }
        case 'error': {
            const { code } = ending;
            const certain = code === '57014' || (code !== '40003' && BEFORE_COMMIT.has(code.slice(0, 2)));
            return { outcome: certain ? 'failed' : 'unknown', detail: code };
        }
    }
}
//# sourceMappingURL=outcome.js.map