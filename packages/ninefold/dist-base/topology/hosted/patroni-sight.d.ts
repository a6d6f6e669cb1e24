import type { Clock } from '../../clock/clock.ts';
import { type PatroniEndpoint } from '../../engines/patroni/rest-api.ts';
import type { Tell } from '../lifecycle.ts';
export interface PatroniSightOptions {
    readonly scope: string;
    /** In their order: our name and Patroni's. */
    readonly members: readonly {
        readonly name: string;
        readonly patroniName: string;
    }[];
    readonly endpoints: readonly PatroniEndpoint[];
    readonly etcd: readonly {
        readonly address: string;
        readonly port: number;
    }[];
    readonly synchronousStandbys: number;
    readonly clock: Clock;
    readonly tell: Tell;
    /** Another member holds the leader key, under a term that is higher than all before. */
    readonly onGrant: (member: string, term: number, atMs: number) => void;
}
/**
 * What is seen of a cluster from outside: who holds the leader key, asked of etcd's quorum, and how
 * the members are, asked of Patroni. It decides nothing.
 */
export interface PatroniSight {
    begin(): void;
    /** The holder of the leader key; its term is the revision at which etcd saw it take the key. */
    primary(): {
        readonly member: number;
        readonly term: number;
    } | undefined;
    /** What the cluster still lacks, to complete "waited for ..."; undefined when nothing. */
    missing(): string | undefined;
    close(): void;
}
export declare function watchPatroni(options: PatroniSightOptions): PatroniSight;
//# sourceMappingURL=patroni-sight.d.ts.map