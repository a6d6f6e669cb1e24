import type { TrialRecord } from '../../history/history.ts';
import type { TrialVerdict } from '../../history/verdict.ts';
import type { Markup } from './markup.ts';
export declare function trialDetails(trial: TrialVerdict, record: TrialRecord | undefined, id: string, open: boolean, pictured: boolean): Markup;
//# sourceMappingURL=trial-details.d.ts.map