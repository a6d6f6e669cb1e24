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

export function createRotation(balancerCount: number): Rotation {
  const admitted = new Map<string, Set<string>>();
  const drained = new Map<string, Set<string>>();
  const of = (map: Map<string, Set<string>>, replica: string): Set<string> => {
    const known = map.get(replica) ?? new Set();
    map.set(replica, known);
    return known;
  };
  return {
    receive(balancer, event) {
      if (event.kind === 'admitted') of(admitted, event.id).add(balancer);
      else if (event.kind === 'ejected') of(admitted, event.id).delete(balancer);
      else if (event.kind === 'drained') of(drained, event.id).add(balancer);
    },
    forget(balancer) {
      for (const set of [...admitted.values(), ...drained.values()]) set.delete(balancer);
    },
    isAdmitted: (replica) => of(admitted, replica).size === balancerCount,
    beginDrain(replica) {
      drained.set(replica, new Set());
    },
    drainedBy: (replica) => of(drained, replica),
  };
}
