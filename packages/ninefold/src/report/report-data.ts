import type { TrialRecord } from '../history/history.ts';
import type { Verdict } from '../history/verdict.ts';

/** Everything a report shows. */
export interface ReportData {
  readonly verdict: Verdict;
  /** The records that the verdict was given on. */
  readonly records: readonly TrialRecord[];
  /** The contract as its author wrote it; secrets in it are redacted when it is shown. */
  readonly contractText: string;
  /** Name and value, in the order to show them: versions, cores, settings. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** Wall time at which the run began, ISO 8601. */
  readonly startedAt: string;
  /** How long the whole run took (ms). */
  readonly elapsedMs: number;
}
