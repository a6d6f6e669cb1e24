import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { scheduleLag } from './lag.js';
import { readCounters, sharedCounters } from './live-counters.js';
import { assertRunId } from './operation-id.js';
import { operationsOf } from './recorder.js';
import { builtEntry } from '../supervisor/built-entry.js';
const MIN_IN_FLIGHT = 1000;
const MAX_IN_FLIGHT = 5000;
/** A small nursery: collections are more, but each is too short to make an operation late. */
const YOUNG_GENERATION_MB = 2;
/**
 * Starts the thread.
 *
 * @throws TypeError for a run id that is none, or a workload without an address
 */
export async function startWorkload(options) {
    const { spec, baseUrls, storeUrl, runId, seed } = options;
    assertRunId(runId);
    if (spec.kind === 'http' ? baseUrls.length === 0 : storeUrl === undefined) {
        throw new TypeError(`a ${spec.kind} workload needs an address`);
    }
    const expected = Math.ceil((spec.ratePerSecond * spec.timeoutMs) / 1000);
    const bounded = Math.min(Math.max(expected, MIN_IN_FLIGHT), MAX_IN_FLIGHT);
    const shared = sharedCounters();
    const settings = {
        spec,
        baseUrls,
        ...(storeUrl === undefined ? {} : { storeUrl }),
        runId,
        seed,
        maxInFlight: options.maxInFlight ?? bounded,
        counters: shared,
    };
    const worker = new Worker(builtEntry(import.meta.url, './worker.ts'), {
        workerData: settings,
        name: 'ninefold-workload',
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    await once(worker, 'online');
    const ask = createAsker(worker);
    return {
        async start() {
            const { startMs } = await ask({ kind: 'start' }, 'started');
            return startMs;
        },
        counters: () => readCounters(shared),
        async stop() {
            const { columns, startMs, endMs } = await ask({ kind: 'stop' }, 'stopped');
            const lags = columns.sentMs.map((sentMs, i) => sentMs - (columns.dueMs[i] ?? NaN));
            const { overloaded } = readCounters(shared);
            return {
                operations: operationsOf(columns),
                startMs,
                endMs,
                lag: scheduleLag(lags),
                overloaded,
            };
        },
        async readBack(ids) {
            const { found } = await ask({ kind: 'read-back', ids }, 'read');
            return new Map(ids.map((id, i) => [id, found[i] ?? 'unreadable']));
        },
        async close() {
            await worker.terminate();
        },
    };
}
/** Pairs requests with replies, which come in order; all of them reject when the thread ends. */
function createAsker(worker) {
    const waiting = [];
    let ended;
    function endWith(error) {
        ended ??= error;
        for (const asked of waiting.splice(0))
            asked.reject(ended);
    }
    worker.on('message', (reply) => {
        const asked = waiting.shift();
        if (reply.kind === 'refused')
            asked?.reject(new Error(`workload: ${reply.message}`));
        else
            asked?.resolve(reply);
    });
    worker.on('error', (cause) => endWith(new Error('the workload thread failed', { cause })));
    worker.on('exit', () => endWith(new Error('the workload thread has ended')));
    return async (request, kind) => {
        if (ended)
            throw ended;
        const reply = await new Promise((resolve, reject) => {
            waiting.push({ resolve, reject });
            worker.postMessage(request);
        });
        if (!isReply(reply, kind))
            throw new Error(`the workload thread answered ${reply.kind}`);
        return reply;
    };
}
function isReply(reply, kind) {
    return reply.kind === kind;
}
//# sourceMappingURL=workload.js.map