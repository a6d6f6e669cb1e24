import type { Contract, StoreSpec } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/**
 * By postgres_exporter, scraped under the store's name as `job`: `pg_up`, `pg_replication_is_replica`,
 * `pg_replication_lag_seconds` (before 0.12 `pg_replication_lag`) and
 * `pg_stat_replication_pg_wal_lsn_diff`.
 */
export declare function postgresAlerts(contract: Contract, store: StoreSpec, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=postgres-alerts.d.ts.map