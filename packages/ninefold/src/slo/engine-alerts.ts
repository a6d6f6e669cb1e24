import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
import { appAlerts } from './app-alerts.ts';
import { backupAlerts } from './backup-alerts.ts';
import { certificateAlerts } from './certificate-alerts.ts';
import { haproxyAlerts } from './haproxy-alerts.ts';
import { kafkaAlerts } from './kafka-alerts.ts';
import { patroniAlerts } from './patroni-alerts.ts';
import { postgresAlerts } from './postgres-alerts.ts';
import { regionAlerts } from './region-alerts.ts';

/** What the engines of a contract say of themselves before clients notice: one family a file. */
export function engineAlerts(contract: Contract, remedies: Remedies): readonly Alert[] {
  return [
    ...regionAlerts(contract, remedies),
    ...appAlerts(contract, remedies),
    ...haproxyAlerts(contract, remedies),
    ...contract.stores.flatMap((store) => [
      ...(store.patroni === undefined
        ? postgresAlerts(contract, store, remedies)
        : patroniAlerts(contract, store, remedies)),
      ...backupAlerts(contract, store),
    ]),
    ...kafkaAlerts(contract),
    ...certificateAlerts(contract),
  ];
}
