import type { PatroniClusterMember } from '../../engines/patroni/rest-api.ts';
/**
 * What a cluster lacks to be whole: its leader, each standby following it on its timeline, and as
 * many of them synchronous as were promised.
 *
 * @returns completes "waited for ..."; undefined when nothing
 */
export declare function whatIsMissing(seen: {
    readonly scope: string;
    /** Patroni's names. */
    readonly expected: readonly string[];
    /** Who holds the leader key. */
    readonly leader: string | undefined;
    /** What a member's Patroni tells; undefined when none answers. */
    readonly cluster: readonly PatroniClusterMember[] | undefined;
    readonly synchronousStandbys: number;
}): string | undefined;
//# sourceMappingURL=patroni-whole.d.ts.map