import type { Contract } from '../contract/contract.ts';
import type { Design } from './design.ts';
import type { Measured } from './measured.ts';
/**
 * The block diagram of a contract. Members are dealt out to the regions, and within each to its
 * zones, in turn; each has a host of its own. Balancers stand in every region. A synchronous store
 * needs its primary and one standby, since a write is acknowledged when a standby has it too.
 *
 * @param measured recovery times of past proofs, which take the place of assumed ones
 */
export declare function designOf(contract: Contract, measured?: Measured): Design;
//# sourceMappingURL=design-of.d.ts.map