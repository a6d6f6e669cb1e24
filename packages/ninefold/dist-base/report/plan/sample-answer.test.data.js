import { cheapestChange } from '../../model/cheapest-change.js';
import { contractFrom, oneZone } from '../../model/contracts.test.data.js';
import { planOf } from '../../model/plan.js';
import { requiredDetection, requiredMttr } from '../../model/required.js';
import { simulate } from '../../model/simulate.js';
import { summariseRun } from '../../model/simulation-summary.js';
import { downtimeCurve } from './downtime-curve.js';
const text = oneZone.replace('availability: 99.95%', 'availability: { objective: 99.9%, agreement: 99.5% }');
/** One zone: out of reach, and cheap to mend. */
export const brokenAnswer = answerTo(`${text}prices: { balancer: 30, zone: 60 }\n`);
/** The same with what it takes bought, and nothing for sale. */
export const keptAnswer = answerTo(`${text}assumptions: { zone: { count: 3 }, balancer: { members: 2 } }\n`);
/** What `ninefold plan` says of a contract, over few years. */
export function answerTo(contractText) {
    const contract = contractFrom(contractText);
    const { availability, rtoMs, rpoMs } = contract.promise;
    const plan = planOf(contract);
    const run = simulate({
        design: plan.design,
        years: 200,
        windowMs: availability.windowMs,
        seed: 1,
    });
    const detection = requiredDetection(contract);
    return {
        contract,
        contractText,
        plan,
        simulation: summariseRun(run, { ...availability, rtoMs, rpoMs }),
        downtime: downtimeCurve(run.windows),
        change: cheapestChange(contract),
        mttr: requiredMttr(contract),
        ...(detection === undefined ? {} : { detection }),
        settings: [],
        reports: [],
        seed: 1,
    };
}
//# sourceMappingURL=sample-answer.test.data.js.map