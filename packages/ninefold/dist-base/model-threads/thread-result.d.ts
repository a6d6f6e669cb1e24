import type { Worker } from 'node:worker_threads';
/**
 * The one message of a thread that computes something.
 *
 * @throws the reason of the signal, an error of the thread, or that it ended without a message
 */
export declare function resultOf<T>(worker: Worker, signal: AbortSignal | undefined): Promise<T>;
//# sourceMappingURL=thread-result.d.ts.map