/** One stretch in which clients were not served as promised, and what it cost. */
export interface Incident {
    /** Such as `kill store primary, trial 2` or `availability`. */
    readonly title: string;
    /** The fault that was injected, as the contract words it; absent when nobody injected one. */
    readonly fault?: string;
    /** Wall time at which clients were first not served (ms); absent when only lengths are known. */
    readonly startedAtMs?: number;
    /** From its start to the first alert, or the failover's decision (ms); absent: nothing noticed it. */
    readonly detectionMs?: number;
    /** From its start until clients were served again (ms); absent: they never were while it was watched. */
    readonly mitigationMs?: number;
    /** From its start until everything was well, spare members included (ms); absent: never. */
    readonly recoveryMs?: number;
    /** Bad events, and all events of the incident. */
    readonly bad: number;
    readonly total: number;
    /** What it cost, in minutes of total outage. */
    readonly budgetMinutes: number;
    /** The share of the window's budget that it took; above 1 it alone broke the objective. */
    readonly budgetShare: number;
    /** In order. */
    readonly timeline: readonly TimelineEntry[];
}
export interface TimelineEntry {
    /** From the incident's start (ms); negative before it. */
    readonly afterMs: number;
    /** One line for people. */
    readonly text: string;
}
/** Means over incidents; each over those that have the figure, absent when none does. */
export interface IncidentStatistics {
    readonly count: number;
    /**
     * Mean time between the end of one and the start of the next: the time watched less the time in
     * incidents, by their number. Absent when no time was watched in which failures came by themselves.
     */
    readonly mtbfMs?: number;
    /** Mean time to detect. */
    readonly mttdMs?: number;
    /** Mean time to restore service, as clients see it: what availability = MTBF / (MTBF + MTTR) needs. */
    readonly mttrMs?: number;
    /** Mean time until nothing was missing any more. */
    readonly meanRecoveryMs?: number;
}
/**
 * @param observedMs how long failures were waited for; absent where they were injected, since then
 * their number says nothing about how often they come
 */
export declare function statisticsOf(incidents: readonly Incident[], observedMs: number | undefined): IncidentStatistics;
//# sourceMappingURL=incident.d.ts.map