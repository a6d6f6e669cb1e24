import type { BalancerEvent, BalancerMessage } from '../engines/balancer/message.ts';
import type { MemberIndex } from '../failover/decide/config.ts';
import type { StoreDoor } from '../failover/store-port.ts';
import type { Address } from './network.ts';
/** A balancer's listener for one store, in the words of the failover agent. */
export interface BalancerDoor extends StoreDoor {
    /** To be told every event of the balancer. */
    receive(event: BalancerEvent): void;
}
/**
 * @param addressOf where this balancer reaches a member of the store
 */
export declare function balancerDoor(options: {
    readonly balancer: string;
    readonly store: string;
    readonly leaseTtlMs: number;
    readonly send: (message: BalancerMessage) => void;
    readonly addressOf: (member: MemberIndex) => Address;
}): BalancerDoor;
//# sourceMappingURL=door.d.ts.map