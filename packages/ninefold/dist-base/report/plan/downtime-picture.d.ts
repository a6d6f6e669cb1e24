import type { Markup } from '../html/markup.ts';
import type { PlanAnswer } from './plan-answer.ts';
/** How likely a window is to be away longer than some time, with what the promise allows. */
export declare function downtimePicture({ contract, downtime, simulation }: PlanAnswer): Markup;
//# sourceMappingURL=downtime-picture.d.ts.map