import type { TrialRecord } from '../../history/history.ts';
import type { TrialVerdict } from '../../history/verdict.ts';
import type { Markup } from './markup.ts';
/**
 * The timeline of one trial as an SVG picture: what happened, how operations ended, how long they
 * took, what was lost, and below it the whole trial with the enlarged part framed.
 *
 * @param id unique in the document; prefixes the ids in the picture
 */
export declare function timeline(record: TrialRecord, trial: TrialVerdict, id: string): Markup;
//# sourceMappingURL=timeline.d.ts.map