import { MessageChannel, Worker } from 'node:worker_threads';
import { builtEntry } from '../supervisor/built-entry.ts';

/**
 * Wakes the thread that sends, to a tenth of a millisecond. Timers of Node have a granularity of
 * 1 ms, a whole period at 1,000/s, and spinning costs a core; a second thread that sleeps in
 * `Atomics.wait`, which takes fractions, costs a few per cent (bench/workload).
 */
export interface Pacer {
  /** Calls `wake` once, at or soon after this instant (ms). Replaces the instant set before. */
  wakeAt(atMs: number): void;
  close(): Promise<void>;
}

/** What both threads share: how often the instant was set, and the instant (ms). */
export interface PacerData {
  readonly turns: Int32Array;
  readonly instant: Float64Array;
  readonly port: import('node:worker_threads').MessagePort;
}

export function startPacer(wake: () => void): Pacer {
  const turns = new Int32Array(new SharedArrayBuffer(4));
  const instant = new Float64Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const workerData: PacerData = { turns, instant, port: port2 };
  const thread = new Worker(builtEntry(import.meta.url, './pacer-thread.ts'), {
    workerData,
    transferList: [port2],
    name: 'ninefold-pacer',
  });
  port1.on('message', wake);
  return {
    wakeAt(atMs) {
      instant[0] = atMs;
      Atomics.add(turns, 0, 1);
      Atomics.notify(turns, 0);
    },
    async close() {
      port1.close();
      await thread.terminate();
    },
  };
}
