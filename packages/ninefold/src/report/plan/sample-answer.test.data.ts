import type { Contract } from '../../contract/contract.ts';
import { cheapestChange } from '../../model/cheapest-change.ts';
import { contractFrom, oneZone } from '../../model/contracts.test.data.ts';
import { planOf } from '../../model/plan.ts';
import { requiredDetection, requiredMttr } from '../../model/required.ts';
import { simulate } from '../../model/simulate.ts';
import { summariseRun } from '../../model/simulation-summary.ts';
import { downtimeCurve } from './downtime-curve.ts';
import type { PlanAnswer } from './plan-answer.ts';

const text: string = oneZone.replace(
  'availability: 99.95%',
  'availability: { objective: 99.9%, agreement: 99.5% }',
);

/** One zone: out of reach, and cheap to mend. */
export const brokenAnswer: PlanAnswer = answerTo(`${text}prices: { balancer: 30, zone: 60 }\n`);

/** The same with what it takes bought, and nothing for sale. */
export const keptAnswer: PlanAnswer = answerTo(
  `${text}assumptions: { zone: { count: 3 }, balancer: { members: 2 } }\n`,
);

/** What `ninefold plan` says of a contract, over few years. */
export function answerTo(contractText: string): PlanAnswer {
  const contract: Contract = contractFrom(contractText);
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
