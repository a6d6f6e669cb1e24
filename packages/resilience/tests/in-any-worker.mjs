// Runs the claims in a worker, of a browser or of Node.
import { verdicts } from './in-any-runtime.mjs';

const { parentPort } = globalThis.process?.versions?.node
  ? await import('node:worker_threads')
  : {};
(parentPort ?? globalThis).postMessage(await verdicts());
