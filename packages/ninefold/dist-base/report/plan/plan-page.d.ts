import type { PlanAnswer } from './plan-answer.ts';
/** plan.html: one self-contained page without scripts. All text in it is escaped. */
export declare function renderPlanHtml(answer: PlanAnswer): string;
//# sourceMappingURL=plan-page.d.ts.map