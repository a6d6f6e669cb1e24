import { Worker } from 'node:worker_threads';
import { mergeRuns } from '../model/simulation-summary.js';
import { builtEntry } from '../supervisor/built-entry.js';
import { resultOf } from './thread-result.js';
/**
 * Simulates on several threads at once, each with its share of the years and a seed of its own. The
 * same seed and number of threads give the same result.
 *
 * @throws the reason of the signal, once all threads have ended
 */
export async function simulateOnThreads({ threads, ...options }, signal) {
    signal?.throwIfAborted();
    const count = Math.max(1, Math.min(threads, options.years));
    const shares = Array.from({ length: count }, (_, index) => ({
        ...options,
        years: Math.floor(((index + 1) * options.years) / count) -
            Math.floor((index * options.years) / count),
        seed: (options.seed + Math.imul(index, SEED_STEP)) | 0,
    }));
    const workers = shares.map((workerData) => new Worker(builtEntry(import.meta.url, './simulation-thread.ts'), {
        workerData,
        name: 'ninefold-simulation',
    }));
    const stop = () => {
        for (const worker of workers)
            void worker.terminate();
    };
    signal?.addEventListener('abort', stop);
    try {
        return mergeRuns(await Promise.all(workers.map((worker) => resultOf(worker, signal))));
    }
    finally {
        signal?.removeEventListener('abort', stop);
        await Promise.all(workers.map((worker) => worker.terminate()));
    }
}
/** An odd number near 2^32 / the golden ratio: seeds that are far apart. */
const SEED_STEP = 0x9e3779b1;
//# sourceMappingURL=simulate-on-threads.js.map