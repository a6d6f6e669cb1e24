import { parentPort, workerData } from 'node:worker_threads';
import { simulate } from '../model/simulate.js';
const run = simulate(workerData);
const { windows, yearly, longest, lengths, losses } = run;
parentPort?.postMessage(run, [windows, yearly, longest, lengths, losses].map(({ buffer }) => buffer));
//# sourceMappingURL=simulation-thread.js.map