import type { EtcdMember, PatroniCluster } from '../patroni/cluster.ts';
/**
 * The lease guard: a script beside an etcd member that revokes the leader's lease when it has not
 * been refreshed for `timing.leaseS`, which is less than the least ttl that Patroni takes. It asks
 * its own member only; each host of etcd has one, so those that are in the quorum are enough.
 *
 * Only with `watchdog: required`. Patroni alone may go on as primary for longer than the guard waits
 * (see `selfDemotionS`); the watchdog resets the host `timing.watchdogS` after its last refresh. The
 * guard decides nothing: who leads next is Patroni's. A lease that was revoked too early, because
 * etcd was slow, costs an election: Patroni (3.0.3 and later) takes the key back only if nobody
 * has it.
 *
 * Undefined when the ttl alone keeps the promise.
 */
export declare function renderLeaseGuard(cluster: PatroniCluster, { address, clientPort }: EtcdMember): string | undefined;
/** Whether the lease ends before its ttl. */
export declare function isGuarded({ timing }: Pick<PatroniCluster, 'timing'>): boolean;
/** Where the guard of a cluster is on etcd's hosts. */
export declare function guardPath(scope: string): string;
//# sourceMappingURL=lease-guard.d.ts.map