import type { Contract } from '../contract/contract.ts';
/** A contract from its text. */
export declare function contractFrom(text: string): Contract;
/** Three replicas over three synchronous members, all in one zone behind one balancer. */
export declare const oneZone: string;
/** Three regions of three zones, two balancers in each. */
export declare const threeRegions: string;
/** All tiers redundant over regions and zones, and nothing else: five to six nines. */
export declare const rareOutages: string;
//# sourceMappingURL=contracts.test.data.d.ts.map