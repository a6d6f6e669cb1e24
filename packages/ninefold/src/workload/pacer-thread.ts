import { workerData } from 'node:worker_threads';
import { systemClock } from '../clock/system-clock.ts';
import type { PacerData } from './pacer.ts';

const { turns, instant, port } = workerData as PacerData;

// Blocks for good: the thread that started it ends it.
let seen = 0;
for (;;) {
  Atomics.wait(turns, 0, seen);
  seen = Atomics.load(turns, 0);
  const waitMs = (instant[0] ?? Infinity) - systemClock.monotonicMs();
  const due = waitMs <= 0 || Atomics.wait(turns, 0, seen, waitMs) === 'timed-out';
  if (due) port.postMessage(null);
}
