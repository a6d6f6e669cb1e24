import type { Markup } from '../html/markup.ts';
import type { PlanAnswer } from './plan-answer.ts';
/** What further nines cost a month; undefined when there is nothing to choose from. */
export declare function costPicture({ contract, change, plan }: PlanAnswer): Markup | undefined;
//# sourceMappingURL=cost-picture.d.ts.map