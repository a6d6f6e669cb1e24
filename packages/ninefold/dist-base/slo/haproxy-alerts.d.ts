import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/** By HAProxy's own exporter, 2.0 and later; as rendered it is at 127.0.0.1:8404/metrics. */
export declare function haproxyAlerts(contract: Contract, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=haproxy-alerts.d.ts.map