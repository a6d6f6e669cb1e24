import type { Contract, StoreSpec } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
/** Patroni's timing with Kubernetes as its store of configuration, in whole seconds. */
export interface PatroniInClusterTiming {
    readonly ttlS: number;
    readonly loopWaitS: number;
    readonly retryTimeoutS: number;
}
/** A lost member costs the ttl, the round in which others see it has ended, and the rest (ms). */
export declare function patroniBoundMs({ ttlS, loopWaitS }: PatroniInClusterTiming): number;
/**
 * The ttl that the promise leaves. Kubernetes ends no lease by itself: a standby sees that the leader's
 * object has not changed for a ttl. So no guard can make it shorter than Patroni's least, 20 s.
 */
export declare function patroniInClusterTiming(rtoMs: number): PatroniInClusterTiming | undefined;
/** What Patroni can't keep of the promise, or lacks. */
export declare function patroniMistakes({ promise }: Contract, { name, replication, patroni }: StoreSpec, spec: KubernetesSpec): LocatedMistake[];
/** `patroni.yml` of every member; names, addresses and passwords come from the environment. */
export declare function patroniConfig(contract: Contract, store: StoreSpec, spec: KubernetesSpec, timing: PatroniInClusterTiming): string;
/** Where a member's volume is. */
export declare const patroniData = "/var/lib/postgresql";
//# sourceMappingURL=patroni-config.d.ts.map