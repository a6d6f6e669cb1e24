import type { TrialRecord } from '../../history/history.ts';
import type { TrialVerdict } from '../../history/verdict.ts';
import type { Markup } from './markup.ts';
/** The timeline's data as two tables: what happened, and operations by due time. */
export declare function trialData(record: TrialRecord, trial: TrialVerdict): Markup;
//# sourceMappingURL=trial-data.d.ts.map