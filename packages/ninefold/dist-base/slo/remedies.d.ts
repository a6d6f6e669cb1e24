import type { Contract } from '../contract/contract.ts';
import type { Remedies } from './slo-alerts.ts';
/** What can be done about a service that fails, with the commands of the engines it runs on. */
export declare function remediesOf(contract: Contract): Remedies;
//# sourceMappingURL=remedies.d.ts.map