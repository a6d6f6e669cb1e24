import type { TrialRecord } from '../history/history.ts';
import type { Verdict } from '../history/verdict.ts';
/** A fault of the contract that no trial was run of. */
export interface UnsupportedFault {
    readonly fault: string;
    readonly reason: string;
}
/** Everything a report shows. */
export interface ReportData {
    readonly verdict: Verdict;
    /** The records that the verdict was given on. */
    readonly records: readonly TrialRecord[];
    /** The contract as its author wrote it; secrets in it are redacted when it is shown. */
    readonly contractText: string;
    /** Name and value, in the order to show them: versions, cores, settings. */
    readonly environment: readonly (readonly [name: string, value: string])[];
    /** Why each fault that this machine or topology can't have was not tried. */
    readonly unsupported: readonly UnsupportedFault[];
    /** Wall time at which the run began, ISO 8601. */
    readonly startedAt: string;
    /** How long the whole run took (ms). */
    readonly elapsedMs: number;
}
//# sourceMappingURL=report-data.d.ts.map