import type { TrialRecord } from '../../history/history.ts';
import type { TrialVerdict } from '../../history/verdict.ts';
export interface Span {
    readonly fromMs: number;
    readonly toMs: number;
}
/**
 * The part of a trial worth a close look: a little before the fault (further back where
 * acknowledged writes were lost) until a little after recovery, inside the window.
 */
export declare function zoomSpan(record: TrialRecord, trial: TrialVerdict): Span;
//# sourceMappingURL=span.d.ts.map