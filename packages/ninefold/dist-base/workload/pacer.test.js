import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { systemClock } from '../clock/system-clock.js';
import { startPacer } from './pacer.js';
import { builtEntry } from '../supervisor/built-entry.js';
/** Wakes so often, each time set a little ahead; rejects when one does not come within 2 s. */
async function chain(wakes, aheadMs) {
    const latesMs = [];
    let dueMs = 0;
    let watchdog;
    const done = deferred();
    const pacer = startPacer(() => {
        latesMs.push(systemClock.monotonicMs() - dueMs);
        if (latesMs.length === wakes)
            done.resolve();
        else
            next();
    });
    function next() {
        dueMs = systemClock.monotonicMs() + aheadMs;
        pacer.wakeAt(dueMs);
        watchdog?.refresh();
    }
    watchdog = setTimeout(() => done.reject(new Error(`wake-up ${latesMs.length + 1} never came`)), 2000);
    next();
    try {
        await done.promise;
    }
    finally {
        clearTimeout(watchdog);
        await pacer.close();
    }
    return latesMs;
}
it('wakes after the instant, never before', async () => {
    const latesMs = await chain(200, 0.7);
    expect(Math.min(...latesMs)).toBeGreaterThanOrEqual(0);
});
it('loses no wake-up in a row of thousands', async () => {
    expect(await chain(5000, 0.02)).toHaveLength(5000);
});
// It can: the thread may see a new turn before it is notified. It then once slept for good.
it('still wakes when the notification of an instant comes while it is waiting for it', async () => {
    const turns = new Int32Array(new SharedArrayBuffer(4));
    const instant = new Float64Array(new SharedArrayBuffer(8));
    const { port1, port2 } = new MessageChannel();
    const workerData = { turns, instant, port: port2 };
    const thread = new Worker(builtEntry(import.meta.url, './pacer-thread.ts'), {
        workerData,
        transferList: [port2],
    });
    try {
        const dueMs = systemClock.monotonicMs() + 300;
        instant[0] = dueMs;
        Atomics.add(turns, 0, 1);
        // The thread saw the turn as it started, so that whom we wake waits for the instant.
        while (Atomics.notify(turns, 0) === 0 && systemClock.monotonicMs() < dueMs) {
            await systemClock.sleep(1);
        }
        await once(port1, 'message', { signal: AbortSignal.timeout(2000) });
        expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(dueMs);
    }
    finally {
        port1.close();
        await thread.terminate();
    }
});
function deferred() {
    let resolve = () => undefined;
    let reject = (_error) => undefined;
    const promise = new Promise((onDone, onError) => {
        resolve = onDone;
        reject = onError;
    });
    return { promise, resolve, reject };
}
//# sourceMappingURL=pacer.test.js.map