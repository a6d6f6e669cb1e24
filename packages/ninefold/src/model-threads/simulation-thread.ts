import { parentPort, workerData } from 'node:worker_threads';

import { simulate } from '../model/simulate.ts';
import type { SimulationOptions } from '../model/simulate.ts';

const run = simulate(workerData as SimulationOptions);
const { windows, yearly, longest, lengths, losses } = run;
parentPort?.postMessage(
  run,
  [windows, yearly, longest, lengths, losses].map(({ buffer }) => buffer as ArrayBuffer),
);
