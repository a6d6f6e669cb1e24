import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
/** As much of a log as is ever looked at (bytes). */
const MOST_BYTES = 16 * 1024;
/** The last lines of a member's log, for the message that says why it failed. */
export function logTail(logFile, lines) {
    return readEnd(logFile, 0).trimEnd().split('\n').slice(-lines).join('\n');
}
/** What was written to a log since it was `offset` bytes long, the last of it. */
export function logSince(logFile, offset) {
    return readEnd(logFile, offset);
}
/** How long a log is now (bytes); 0 when there is none yet. */
export function logLength(logFile) {
    return existsSync(logFile) ? statSync(logFile).size : 0;
}
function readEnd(logFile, offset) {
    const file = openSync(logFile, 'r');
    try {
        const size = fstatSync(file).size;
        const from = Math.max(offset, size - MOST_BYTES);
        const bytes = Buffer.alloc(Math.max(size - from, 0));
        readSync(file, bytes, 0, bytes.length, from);
        return bytes.toString('utf8');
    }
    finally {
        closeSync(file);
    }
}
//# sourceMappingURL=log-file.js.map