import { Worker } from 'node:worker_threads';

import type { Contract } from '../contract/contract.ts';
import type { CheapestChange } from '../model/cheapest-change.ts';
import type { Measured } from '../model/measured.ts';
import type { Required } from '../model/required.ts';
import { builtEntry } from '../supervisor/built-entry.ts';
import { resultOf } from './thread-result.ts';

/** What would keep a promise: what to buy, or the times to reach. */
export interface Remedies {
  readonly change: CheapestChange;
  readonly mttr: Required;
  /** Absent without a store that fails over. */
  readonly detection?: Required;
}

/**
 * Looks for what would keep a contract's promise, on a thread of its own: it takes as long as all the
 * rest of a plan.
 *
 * @throws the reason of the signal, once the thread has ended
 */
export async function searchOnThread(
  contract: Contract,
  measured: Measured,
  signal?: AbortSignal,
): Promise<Remedies> {
  signal?.throwIfAborted();
  const worker = new Worker(builtEntry(import.meta.url, './search-thread.ts'), {
    workerData: { contract, measured },
    name: 'ninefold-search',
  });
  const stop = (): void => {
    void worker.terminate();
  };
  signal?.addEventListener('abort', stop);
  try {
    return await resultOf<Remedies>(worker, signal);
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
