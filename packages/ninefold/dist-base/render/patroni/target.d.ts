import type { Contract } from '../../contract/contract.ts';
import type { Rendered } from '../rendered.ts';
/** Patroni's and etcd's configuration for each host of each store under Patroni. */
export declare function renderPatroniTarget(contract: Contract): Rendered;
//# sourceMappingURL=target.d.ts.map