/** What past proofs and incidents measured, for {@link designOf}. Durations in ms. */
export interface Measured {
    readonly recoveries: readonly MeasuredRecovery[];
    /** How the whole service fared: shown beside what the design should reach, never mixed into it. */
    readonly observed?: ObservedService;
}
/** Means over the incidents of `ninefold postmortem`; see {@link IncidentStatistics}. */
export interface ObservedService {
    readonly incidents: number;
    readonly mtbfMs?: number;
    readonly mttrMs?: number;
}
export interface MeasuredRecovery {
    /** The tier, as a design names it: `balancer`, `app` or `stores.orders`. */
    readonly tier: string;
    /** The slowest fault by its median, as the contract words it. */
    readonly fault: string;
    /** Its median, and how many trials that is of. */
    readonly typicalMs: number;
    readonly trials: number;
    /** Over all faults of the tier. */
    readonly worstMs: number;
}
/**
 * What the `incidents.json` of `ninefold postmortem` says of the service as a whole. Which tier failed
 * is not in it, so no recovery time of a tier is read.
 *
 * @param incidents as JSON.parse gives it
 * @returns undefined when it is none
 */
export declare function observedFrom(incidents: unknown): {
    readonly service: string;
    readonly observed: ObservedService;
} | undefined;
/**
 * The recovery times in a `report.json` of `ninefold prove`. Of the unplanned faults of one member
 * of a tier, the one with the slowest median stands for all; a partition heals by itself, and a
 * fault under delay is no common one, so kill and freeze alone are read.
 *
 * @param report as JSON.parse gives it
 * @param firstStore the store that a fault means when it names none
 * @returns undefined when it is no report
 */
export declare function measuredFrom(report: unknown, firstStore: string | undefined): Measured | undefined;
//# sourceMappingURL=measured.d.ts.map