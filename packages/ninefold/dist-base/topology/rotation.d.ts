import type { BalancerEvent } from '../engines/balancer/message.ts';
/** Which replicas the balancers lead requests to, as their events tell. */
export interface Rotation {
    /** To be told every event of every balancer. */
    receive(balancer: string, event: BalancerEvent): void;
    /** The balancer ended: what it told holds no more. */
    forget(balancer: string): void;
    /** Every balancer leads requests to the replica. */
    isAdmitted(replica: string): boolean;
    /** Forgets that the replica was ever drained. */
    beginDrain(replica: string): void;
    /** The balancers that lead no request to the replica, and wait for none. */
    drainedBy(replica: string): ReadonlySet<string>;
}
export declare function createRotation(balancerCount: number): Rotation;
//# sourceMappingURL=rotation.d.ts.map