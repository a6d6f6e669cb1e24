import type { PlanAnswer } from './plan-answer.ts';
/** Raised when a field changes its meaning or goes; not when one is added. */
export declare const PLAN_SCHEMA_VERSION = 1;
/**
 * plan.json, as one line. Durations are in ms (budgets in minutes, as their name says), ratios 0 to 1,
 * costs per month in the currency of the contract's prices.
 */
export declare function renderPlanJson(answer: PlanAnswer): string;
//# sourceMappingURL=plan-json.d.ts.map