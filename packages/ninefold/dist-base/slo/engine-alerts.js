import { appAlerts } from './app-alerts.js';
import { backupAlerts } from './backup-alerts.js';
import { certificateAlerts } from './certificate-alerts.js';
import { haproxyAlerts } from './haproxy-alerts.js';
import { kafkaAlerts } from './kafka-alerts.js';
import { patroniAlerts } from './patroni-alerts.js';
import { postgresAlerts } from './postgres-alerts.js';
import { regionAlerts } from './region-alerts.js';
/** What the engines of a contract say of themselves before clients notice: one family a file. */
export function engineAlerts(contract, remedies) {
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
//# sourceMappingURL=engine-alerts.js.map