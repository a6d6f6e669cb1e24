import type { Contract, StoreSpec } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
/** By pgbackrest_exporter: `pgbackrest_backup_since_last_completion_seconds`. */
export declare function backupAlerts(contract: Contract, { name, patroni }: StoreSpec): readonly Alert[];
//# sourceMappingURL=backup-alerts.d.ts.map