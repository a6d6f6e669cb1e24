import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/** Nothing of a region answers. It silences whatever else is told of that region. */
export declare function regionAlerts(contract: Contract, { mend, failover }: Remedies): readonly Alert[];
//# sourceMappingURL=region-alerts.d.ts.map