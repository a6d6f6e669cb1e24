import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/** What the engines of a contract say of themselves before clients notice: one family a file. */
export declare function engineAlerts(contract: Contract, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=engine-alerts.d.ts.map