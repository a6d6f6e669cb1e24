/** Since every attempt may take equally long, the oldest always expires first. */
export function createDeadlineQueue(clock) {
    // A map keeps the order of insertion.
    const waiting = new Map();
    let running = false;
    /** Expires what is due by now; returns when the next one is (ms). */
    function expireDue(nowMs) {
        for (const [attempt, expiresAtMs] of waiting) {
            if (expiresAtMs > nowMs)
                return expiresAtMs;
            waiting.delete(attempt);
            attempt.expire();
        }
        return nowMs;
    }
    async function run() {
        running = true;
        while (waiting.size > 0) {
            const nowMs = clock.monotonicMs();
            const nextMs = expireDue(nowMs);
            if (nextMs > nowMs)
                await clock.sleep(nextMs - nowMs);
        }
        running = false;
    }
    return {
        add(attempt, expiresAtMs) {
            if (attempt.settled)
                return;
            waiting.set(attempt, expiresAtMs);
            if (!running)
                void run();
        },
        remove: (attempt) => void waiting.delete(attempt),
    };
}
//# sourceMappingURL=deadline-queue.js.map