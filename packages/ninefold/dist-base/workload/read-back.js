/** Looks at one id at most, the first included. */
const MAX_ATTEMPTS = 8;
/** Pause before the second look (ms); doubles with each, up to the longest. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1000;
/**
 * Looks for every id, a bounded number at a time. What could not be read is looked for again, up
 * to eight times with growing pauses, and is `unreadable` only then.
 */
export async function readBack(ids, client, clock) {
    const found = new Map();
    let left = ids;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS && left.length > 0; attempt++) {
        if (attempt > 1) {
            await clock.sleep(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 2), LONGEST_PAUSE_MS));
        }
        await readEach(left, client, found);
        left = left.filter((id) => found.get(id) === 'unreadable');
    }
    return found;
}
async function readEach(ids, client, found) {
    let next = 0;
    async function readOn() {
        while (next < ids.length) {
            const batch = ids.slice(next, next + client.readBatchSize);
            next += batch.length;
            const results = await client.read(batch);
            batch.forEach((id, i) => found.set(id, results[i] ?? 'unreadable'));
        }
    }
    await Promise.all(Array.from({ length: client.readConcurrency }, readOn));
}
//# sourceMappingURL=read-back.js.map