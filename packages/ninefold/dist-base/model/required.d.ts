import type { Contract } from '../contract/contract.ts';
import type { Measured } from './measured.ts';
/** The longest time that still reaches the objective, all else as it is. */
export type Required = {
    readonly kind: 'at-most';
    readonly ms: number;
    readonly nowMs: number;
}
/** Not even zero would reach it: something else holds back. */
 | {
    readonly kind: 'not-enough';
    readonly reached: number;
    readonly nowMs: number;
};
/** The mean time to repair a host that the objective needs. */
export declare function requiredMttr(contract: Contract, measured?: Measured): Required;
/**
 * The time to detect that a member of a store has failed. Measured recoveries of stores are left
 * aside, since they contain the detection that was in force.
 */
export declare function requiredDetection(contract: Contract, measured?: Measured): Required | undefined;
//# sourceMappingURL=required.d.ts.map