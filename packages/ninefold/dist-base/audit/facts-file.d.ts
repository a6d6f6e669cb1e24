import type { Contract } from '../contract/contract.ts';
import type { Facts } from './facts.ts';
import type { Unread } from './part.ts';
/**
 * Reads a `--topology` file: one mapping of facts, in the contract's own units.
 *
 * ```yaml
 * nodes: 4
 * zones: 3
 * rto: 30s
 * rpo: 0
 * longestRequest: 10s
 * placement: { etcd-0: host-a, etcd-1: host-a, etcd-2: host-b }
 * ```
 */
export declare function parseFacts(text: string, file: string): {
    readonly facts: Facts;
    readonly mistakes: readonly Unread[];
};
/** What a contract says of it. */
export declare function factsOf({ promise, app, stores, balancer, workload, calls, assumptions, }: Contract): Facts;
//# sourceMappingURL=facts-file.d.ts.map