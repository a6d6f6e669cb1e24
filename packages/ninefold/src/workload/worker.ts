import { parentPort, workerData } from 'node:worker_threads';
import { seededRandom } from '../clock/random.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { WorkloadClient } from './client.ts';
import { createHttpClient } from './http-client.ts';
import { liveCounters } from './live-counters.ts';
import { startLoad } from './load.ts';
import type { Load } from './load.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './messages.ts';
import { startPacer } from './pacer.ts';
import { readBack } from './read-back.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { createSchedule } from './schedule.ts';

/** Between the answer to `start` and the first operation: time to get the loop going (ms). */
const LEAD_MS = 5;

const settings = workerData as WorkerSettings;
const clock = systemClock;
const counters = liveCounters(settings.counters);
const random = seededRandom(settings.seed);
const pacer = startPacer(pump);
const client = openClient();

let trial: { load: Load; recorder: Recorder; startMs: number } | undefined;
// Number 0 is the id that is read but never written.
let nextSequence = 1;

function pump(): void {
  const wakeMs = trial?.load.pump() ?? Infinity;
  if (wakeMs < Infinity) pacer.wakeAt(wakeMs);
}

async function handle(request: WorkerRequest): Promise<WorkerReply> {
  const { spec } = settings;
  switch (request.kind) {
    case 'start': {
      if (trial) throw new Error('a trial is running already');
      await (await client).prepare();
      counters.reset();
      const startMs = clock.monotonicMs() + LEAD_MS;
      const recorder = createRecorder(settings.runId, nextSequence);
      const load = startLoad({
        schedule: createSchedule({ ...spec, startMs, random }),
        client: await client,
        recorder,
        counters,
        runId: settings.runId,
        firstSequence: nextSequence,
        timeoutMs: spec.timeoutMs,
        maxInFlight: settings.maxInFlight,
        clock,
      });
      trial = { load, recorder, startMs };
      pump();
      return { kind: 'started', startMs };
    }
    case 'stop': {
      if (!trial) throw new Error('no trial is running');
      const { load, recorder, startMs } = trial;
      const endMs = await load.stop();
      trial = undefined;
      nextSequence += recorder.count;
      return { kind: 'stopped', startMs, endMs, columns: recorder.columns() };
    }
    case 'read-back': {
      const found = await readBack(request.ids, await client, clock);
      return { kind: 'read', found: request.ids.map((id) => found.get(id) ?? 'unreadable') };
    }
  }
}

async function openClient(): Promise<WorkloadClient> {
  const { spec, baseUrls, storeUrl, table, runId, maxInFlight } = settings;
  if (spec.kind === 'http') {
    return createHttpClient({ spec, baseUrls, runId, maxConnections: maxInFlight, clock });
  }
  if (storeUrl === undefined) throw new TypeError('a SQL workload needs the address of its store');
  const { createSqlClient } = await import('./sql-client.ts');
  return createSqlClient({ storeUrl, table, timeoutMs: spec.timeoutMs, clock });
}

let turn: Promise<void> = Promise.resolve();
parentPort?.on('message', (request: WorkerRequest) => {
  turn = turn.then(async () => {
    try {
      parentPort?.postMessage(await handle(request));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ kind: 'refused', message } satisfies WorkerReply);
    }
  });
});
