import type { BalancerPolicy } from './message.ts';
import type { ReplicaHealth } from './replica-health.ts';
/** What the choice looks at in a replica. */
export interface Candidate {
    readonly health: ReplicaHealth;
    /** A lower tier goes first. */
    readonly tier: number;
    readonly draining: boolean;
    /** Requests it was given and has not answered. */
    readonly outstanding: number;
    /** It can take one more now. */
    readonly hasCapacity: boolean;
}
/**
 * Which replica takes a request: one in rotation (healthy, not draining), if possible none that
 * failed this request before. When none is in rotation, those that are merely slow or ejected as
 * outliers are better than nothing (the panic rule); those that refuse or say they are not ready
 * never are. `undefined`: the request has to wait.
 *
 * @param turn any number that grows: ties take turns by it
 */
export declare function chooseReplica<C extends Candidate>(candidates: readonly C[], policy: BalancerPolicy, turn: number, tried?: readonly C[]): C | undefined;
/** It gets requests. */
export declare function isInRotation(candidate: Candidate): boolean;
//# sourceMappingURL=choose-replica.d.ts.map