import { ninesOf } from '../../model/nines.js';
/** Raised when a field changes its meaning or goes; not when one is added. */
export const PLAN_SCHEMA_VERSION = 1;
/**
 * plan.json, as one line. Durations are in ms (budgets in minutes, as their name says), ratios 0 to 1,
 * costs per month in the currency of the contract's prices.
 */
export function renderPlanJson(answer) {
    const { contract, plan, simulation, change } = answer;
    const { availability } = plan.reach;
    return JSON.stringify({
        schemaVersion: PLAN_SCHEMA_VERSION,
        service: contract.service,
        kept: plan.kept,
        seed: answer.seed,
        settings: answer.settings,
        reports: answer.reports,
        reach: {
            availability,
            unavailability: plan.reach.unavailability,
            nines: ninesOf(availability),
        },
        checks: plan.checks,
        tiers: plan.tiers,
        holdsBack: plan.holdsBack,
        figures: plan.design.figures,
        budgetMinutes: { allowed: plan.allowed, taken: plan.taken },
        simulation,
        ...(answer.rare === undefined ? {} : { rareOutages: answer.rare }),
        downtime: answer.downtime,
        change,
        required: {
            mttr: answer.mttr,
            ...(answer.detection === undefined ? {} : { detection: answer.detection }),
        },
    });
}
//# sourceMappingURL=plan-json.js.map