import type { Contract, StoreSpec } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/**
 * By Patroni's own `/metrics` (3.0 and later): `patroni_primary`, `patroni_sync_standby`,
 * `patroni_postgres_running`, `patroni_xlog_location`, `patroni_xlog_received_location`,
 * `patroni_is_paused`; all have the label `scope`.
 */
export declare function patroniAlerts(contract: Contract, store: StoreSpec, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=patroni-alerts.d.ts.map