import { workerData } from 'node:worker_threads';
import { systemClock } from '../clock/system-clock.js';
const { turns, instant, port } = workerData;
/** Whether no other instant was set since turn `seen`. */
const current = (seen) => Atomics.load(turns, 0) === seen;
// Blocks for good: the thread that started it ends it. Whether to go on is decided by the turn
// alone: the notification of a turn can come after its number was seen, and then ends a later wait.
let seen = 0;
for (;;) {
    while (current(seen))
        Atomics.wait(turns, 0, seen);
    seen = Atomics.load(turns, 0);
    while (current(seen)) {
        const waitMs = (instant[0] ?? Infinity) - systemClock.monotonicMs();
        if (waitMs <= 0) {
            port.postMessage(null);
            break;
        }
        Atomics.wait(turns, 0, seen, waitMs);
    }
}
//# sourceMappingURL=pacer-thread.js.map