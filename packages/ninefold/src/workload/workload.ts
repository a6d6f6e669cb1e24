import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkloadSpec } from '../contract/contract.ts';
import type { Found, Operation } from '../history/history.ts';
import { scheduleLag } from './lag.ts';
import type { ScheduleLag } from './lag.ts';
import { readCounters, sharedCounters } from './live-counters.ts';
import type { WorkloadCounters } from './live-counters.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './messages.ts';
import { assertRunId } from './operation-id.ts';
import { operationsOf } from './recorder.ts';
import { builtEntry } from '../supervisor/built-entry.ts';

const MIN_IN_FLIGHT = 1000;
const MAX_IN_FLIGHT = 5000;
/** A small nursery: collections are more, but each is too short to make an operation late. */
const YOUNG_GENERATION_MB = 2;

export interface WorkloadOptions {
  readonly spec: WorkloadSpec;
  /** Where clients connect, in order of preference. Empty for a SQL workload. */
  readonly baseUrls: readonly string[];
  /** The store's primary as a PostgreSQL URL; a SQL workload needs it. Never shown. */
  readonly storeUrl?: string;
  /** That a SQL workload writes into: lower-case letters, digits and `_`. Default `ninefold_proof`. */
  readonly table?: string;
  /** Starts every id: 1 to 40 letters, digits, `-` and `_`, and no two runs share one. */
  readonly runId: string;
  readonly seed: number;
  /**
   * Operations in flight at most. Default: what the rate brings within the timeout, between 1,000
   * and 5,000. Beyond it operations fail with `client overload`.
   */
  readonly maxInFlight?: number;
}

/** What one trial's workload recorded. */
export interface WorkloadResult {
  /** In the order they were due. */
  readonly operations: readonly Operation[];
  /** The window in which operations were due (ms). */
  readonly startMs: number;
  readonly endMs: number;
  /** `sentMs - dueMs`; when it is over a period the trial is void. */
  readonly lag: ScheduleLag;
  /** Operations not sent because too many were in flight; one is enough to void the trial. */
  readonly overloaded: number;
}

/** An open-loop client in a thread of its own; serves any number of trials, one after another. */
export interface Workload {
  /** Opens connections, then starts to send; resolves with the schedule's t0 (ms), just ahead. */
  start(): Promise<number>;
  /** The running trial, or the last one, at this moment. */
  counters(): WorkloadCounters;
  /** Stops sending; resolves when every outcome is known, within the spec's `timeoutMs`. */
  stop(): Promise<WorkloadResult>;
  /** Looks for every id, again while it can't be read; `unreadable` after eight attempts. */
  readBack(ids: readonly string[]): Promise<ReadonlyMap<string, Found>>;
  /** Ends the thread and its connections, whatever it is doing. */
  close(): Promise<void>;
}

/**
 * Starts the thread.
 *
 * @throws TypeError for a run id that is none, or a workload without an address
 */
export async function startWorkload(options: WorkloadOptions): Promise<Workload> {
  const { spec, baseUrls, storeUrl, table = 'ninefold_proof', runId, seed } = options;
  assertRunId(runId);
  if (!/^[a-z_][a-z0-9_]{0,59}$/.test(table)) throw new TypeError(`"${table}" is no table`);
  if (spec.kind === 'http' ? baseUrls.length === 0 : storeUrl === undefined) {
    throw new TypeError(`a ${spec.kind} workload needs an address`);
  }
  const expected = Math.ceil((spec.ratePerSecond * spec.timeoutMs) / 1000);
  const bounded = Math.min(Math.max(expected, MIN_IN_FLIGHT), MAX_IN_FLIGHT);
  const shared = sharedCounters();
  const settings: WorkerSettings = {
    spec,
    baseUrls,
    ...(storeUrl === undefined ? {} : { storeUrl }),
    table,
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

type Reply<K extends WorkerReply['kind']> = Extract<WorkerReply, { kind: K }>;
type Asker = <K extends WorkerReply['kind']>(request: WorkerRequest, kind: K) => Promise<Reply<K>>;

/** Pairs requests with replies, which come in order; all of them reject when the thread ends. */
function createAsker(worker: Worker): Asker {
  const waiting: { resolve(reply: WorkerReply): void; reject(error: Error): void }[] = [];
  let ended: Error | undefined;

  function endWith(error: Error): void {
    ended ??= error;
    for (const asked of waiting.splice(0)) asked.reject(ended);
  }

  worker.on('message', (reply: WorkerReply) => {
    const asked = waiting.shift();
    if (reply.kind === 'refused') asked?.reject(new Error(`workload: ${reply.message}`));
    else asked?.resolve(reply);
  });
  worker.on('error', (cause) => endWith(new Error('the workload thread failed', { cause })));
  worker.on('exit', () => endWith(new Error('the workload thread has ended')));

  return async (request, kind) => {
    if (ended) throw ended;
    const reply = await new Promise<WorkerReply>((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(request);
    });
    if (!isReply(reply, kind)) throw new Error(`the workload thread answered ${reply.kind}`);
    return reply;
  };
}

function isReply<K extends WorkerReply['kind']>(reply: WorkerReply, kind: K): reply is Reply<K> {
  return reply.kind === kind;
}
