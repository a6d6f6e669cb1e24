import type { Cut } from '../../supervisor/hosts/firewall.ts';
import type { EdgeMatch } from '../network.ts';
/** An end of the ways between hosts. Rules can be loaded in hosts only. */
export interface Place {
    readonly name: string;
    readonly address: string;
    readonly isHost: boolean;
}
/** A fault in force, and the ways it is of. */
export interface Break {
    readonly matches: EdgeMatch;
    readonly fault: Cut['fault'];
}
/**
 * Which host is to be told which cuts. Each way is cut at one of its ends only, so that a loss is
 * not suffered twice: at the one with the most ways to be cut, which is whom the fault is of. Where
 * faults overlap, the one that came last holds. A disconnected host is cut off from everyone.
 */
export declare function cutsOf(places: readonly Place[], breaks: readonly Break[], disconnected: ReadonlySet<string>): Map<string, Cut[]>;
//# sourceMappingURL=cuts.d.ts.map