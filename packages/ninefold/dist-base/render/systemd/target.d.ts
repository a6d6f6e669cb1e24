import type { Contract } from '../../contract/contract.ts';
import type { Rendered } from '../rendered.ts';
/** systemd units, and drop-ins for the units of Debian's packages, for each host of the contract. */
export declare function renderSystemdTarget(contract: Contract): Rendered;
//# sourceMappingURL=target.d.ts.map