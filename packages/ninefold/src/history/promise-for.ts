import type { Contract, FaultSpec, ServicePromise } from '../contract/contract.ts';
import type { BackupSpec } from '../contract/real-engines.ts';

/**
 * What is promised of a fault: the service's promise; of a store that is lost as a whole what its
 * backup promises, with an infinite RTO where that promises none.
 *
 * @param fault as the contract words it
 */
export function promiseFor(contract: Contract, fault: string): ServicePromise {
  const spec = contract.proof.faults.find(({ sentence }) => sentence === fault);
  const backup = spec && backupFor(contract, spec);
  return backup
    ? { ...contract.promise, rpoMs: backup.rpoMs, rtoMs: backup.rtoMs ?? Infinity }
    : contract.promise;
}

/** The backup that a fault calls for: of the store that it loses as a whole; undefined: none. */
export function backupFor({ stores }: Contract, { steps }: FaultSpec): BackupSpec | undefined {
  for (const step of steps) {
    if (step.verb !== 'lose') continue;
    const { store } = step.target;
    const lost = store === undefined ? stores[0] : stores.find(({ name }) => name === store);
    return lost?.patroni?.backup;
  }
  return undefined;
}

/** Whether a fault loses a store as a whole. */
export function isLoss(contract: Contract, fault: string): boolean {
  const spec = contract.proof.faults.find(({ sentence }) => sentence === fault);
  return spec !== undefined && spec.steps.some(({ verb }) => verb === 'lose');
}
