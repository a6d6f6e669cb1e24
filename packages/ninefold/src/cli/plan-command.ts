import type { Contract } from '../contract/contract.ts';
import { simulateOnThreads } from '../model-threads/simulate-on-threads.ts';
import { cheapestChange } from '../model/cheapest-change.ts';
import { designOf } from '../model/design-of.ts';
import type { Design } from '../model/design.ts';
import type { Measured } from '../model/measured.ts';
import { planOf } from '../model/plan.ts';
import { estimateRareOutages } from '../model/rare-outages.ts';
import { requiredDetection, requiredMttr } from '../model/required.ts';
import { summariseRun } from '../model/simulation-summary.ts';
import type { SimulationSummary } from '../model/simulation-summary.ts';
import { BadInputError } from '../ports/errors.ts';
import { downtimeCurve } from '../report/plan/downtime-curve.ts';
import type { PlanAnswer } from '../report/plan/plan-answer.ts';
import { renderPlanJson } from '../report/plan/plan-json.ts';
import { renderPlanHtml } from '../report/plan/plan-page.ts';
import { renderPlanTerminal } from '../report/plan/plan-terminal.ts';
import { readArguments, readWholeNumber } from './command-line.ts';
import { withSettings } from './contract-settings.ts';
import type { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { print, styleOf } from './output.ts';
import { readContract } from './read-contract.ts';
import { readMeasured } from './read-measured.ts';
import { prepareReportFolder, writeWhole } from './report-files.ts';

/** `ninefold plan [contract]`: whether the design can keep its promise, and what holds it back. */
export async function planCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'plan',
    args,
    {
      set: { type: 'string', multiple: true, default: [] },
      from: { type: 'string', multiple: true, default: [] },
      report: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    1,
  );
  const { contract, text } = withSettings(readContract(positionals[0]), values.set);
  const { measured, reports } = readMeasured(values.from, contract);
  const seed =
    values.seed === undefined
      ? contract.proof.seed
      : readWholeNumber('seed', values.seed, 0, 0xffffffff);
  if (values.report !== undefined) prepareReportFolder(values.report);

  const answer: PlanAnswer = {
    ...(await answerFor(contract, measured, seed, interruption())),
    contractText: text,
    settings: values.set,
    reports,
  };
  const json = renderPlanJson(answer);
  const paths =
    values.report === undefined
      ? []
      : writeWhole(values.report, [
          ['plan.html', renderPlanHtml(answer)],
          ['plan.json', `${json}\n`],
        ]);
  const written = paths.length === 0 ? '' : `\n\nWritten: ${paths.join(', ')}`;
  await print(
    values.json ? json : `${renderPlanTerminal(answer, styleOf(process.stdout))}${written}`,
  );
  return answer.plan.kept ? 0 : 1;
}

/** Always two, so that a seed means the same on every machine. */
const THREADS = 2;
/** Failures and repairs to live through, and years at least and at most. */
const EVENTS = 2_000_000;
const [LEAST_YEARS, MOST_YEARS] = [20, 20_000];
/** More than one failure in three seconds is a figure in the wrong unit, and takes minutes to simulate. */
const MOST_FAILURES_A_YEAR = 10_000_000;
/** A mean known less well than this is estimated by importance sampling as well. */
const PRECISION = 0.1;
const MOST_CYCLES = 200_000;

async function answerFor(
  contract: Contract,
  measured: Measured,
  seed: number,
  signal: AbortSignal,
): Promise<Omit<PlanAnswer, 'contractText' | 'settings' | 'reports'>> {
  const design = designOf(contract, measured);
  const { availability, rtoMs, rpoMs } = contract.promise;
  const years = yearsFor(design);
  const running = simulateOnThreads(
    { design, years, windowMs: availability.windowMs, seed, threads: THREADS },
    signal,
  );
  // Worked out here while the threads are at it; should one fail, the await below says so.
  running.catch(() => undefined);
  const plan = planOf(contract, measured);
  const change = cheapestChange(contract, measured);
  const mttr = requiredMttr(contract, measured);
  const detection = requiredDetection(contract, measured);
  const run = await running;
  const simulation = summariseRun(run, { ...availability, rtoMs, rpoMs });
  const rare = isWellKnown(simulation)
    ? undefined
    : estimateRareOutages({ design, seed, precision: PRECISION, maxCycles: MOST_CYCLES });
  return {
    contract,
    plan,
    simulation,
    downtime: downtimeCurve(run.windows),
    ...(rare === undefined ? {} : { rare }),
    change,
    mttr,
    ...(detection === undefined ? {} : { detection }),
    seed,
  };
}

/** @throws BadInputError for a unit that fails all the time */
function yearsFor({ units }: Design): number {
  const yearMs = 365 * 86_400_000;
  let events = 0;
  for (const { name, mtbfMs, mttrMs } of units) {
    const failures = yearMs / mtbfMs;
    if (failures > MOST_FAILURES_A_YEAR) {
      throw new BadInputError(
        `${name} would fail ${Math.round(failures).toLocaleString('en')} times a year; expected a longer time between its failures`,
      );
    }
    // A draw that meets what is down already takes its time too.
    events += Math.max(failures, (2 * yearMs) / (mtbfMs + mttrMs));
  }
  return Math.min(MOST_YEARS, Math.max(LEAST_YEARS, Math.round(EVENTS / events)));
}

function isWellKnown({ unavailability: { estimate, low, high } }: SimulationSummary): boolean {
  return estimate > 0 && (high - low) / 2 <= PRECISION * estimate;
}
