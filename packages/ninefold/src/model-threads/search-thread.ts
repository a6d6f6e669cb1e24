import { parentPort, workerData } from 'node:worker_threads';

import type { Contract } from '../contract/contract.ts';
import { cheapestChange } from '../model/cheapest-change.ts';
import type { Measured } from '../model/measured.ts';
import { requiredDetection, requiredMttr } from '../model/required.ts';
import type { Remedies } from './search-on-thread.ts';

// oxlint-disable-next-line no-unsafe-type-assertion -- searchOnThread alone starts it
const { contract, measured } = workerData as {
  readonly contract: Contract;
  readonly measured: Measured;
};
const detection = requiredDetection(contract, measured);
const remedies: Remedies = {
  change: cheapestChange(contract, measured),
  mttr: requiredMttr(contract, measured),
  ...(detection === undefined ? {} : { detection }),
};
parentPort?.postMessage(remedies);
