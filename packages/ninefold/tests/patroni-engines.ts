import { existsSync } from 'node:fs';

import { isRoot } from './scene.ts';

/** From PyPI, as scripts/engines.mjs installs it. */
export const PATRONI = '/var/cache/ninefold/patroni-4.1.5/bin/patroni';

/** What a cluster under Patroni on hosts of its own needs. */
export const hasPatroniEngines: boolean =
  isRoot &&
  [PATRONI, '/usr/bin/etcd', '/usr/sbin/haproxy', '/usr/sbin/keepalived'].every((path) =>
    existsSync(path),
  );

/** A cluster that replaces a lost host within 15 s; on a busy machine later. */
export function ledgerContract(faults: readonly string[]): string {
  return `service: ledger
promise: { availability: 10%, rto: 15s, rpo: 0 }
stores: { ledger: { engine: patroni, members: 3 } }
balancer: { engine: haproxy }
workload: { rate: 5/s }
proof: { trials: 1, recoveryTimeout: 120s, faults: ${JSON.stringify(faults)} }
`;
}
