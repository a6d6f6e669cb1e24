import { simulateOnThreads } from '../model-threads/simulate-on-threads.js';
import { cheapestChange } from '../model/cheapest-change.js';
import { designOf } from '../model/design-of.js';
import { planOf } from '../model/plan.js';
import { estimateRareOutages } from '../model/rare-outages.js';
import { requiredDetection, requiredMttr } from '../model/required.js';
import { summariseRun } from '../model/simulation-summary.js';
import { BadInputError } from '../ports/errors.js';
import { downtimeCurve } from '../report/plan/downtime-curve.js';
import { renderPlanJson } from '../report/plan/plan-json.js';
import { renderPlanHtml } from '../report/plan/plan-page.js';
import { renderPlanTerminal } from '../report/plan/plan-terminal.js';
import { readArguments, readWholeNumber } from './command-line.js';
import { withSettings } from './contract-settings.js';
import { interruption } from './interruption.js';
import { print, styleOf } from './output.js';
import { readContract } from './read-contract.js';
import { readMeasured } from './read-measured.js';
import { prepareReportFolder, writeWhole } from './report-files.js';
/** `ninefold plan [contract]`: whether the design can keep its promise, and what holds it back. */
export async function planCommand(args) {
    const { values, positionals } = readArguments('plan', args, {
        set: { type: 'string', multiple: true, default: [] },
        from: { type: 'string', multiple: true, default: [] },
        report: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
    }, 1);
    const { contract, text } = withSettings(readContract(positionals[0]), values.set);
    const { measured, reports } = readMeasured(values.from, contract);
    const seed = values.seed === undefined
        ? contract.proof.seed
        : readWholeNumber('seed', values.seed, 0, 0xffffffff);
    if (values.report !== undefined)
        prepareReportFolder(values.report);
    const answer = {
        ...(await answerFor(contract, measured, seed, interruption())),
        contractText: text,
        settings: values.set,
        reports,
    };
    const json = renderPlanJson(answer);
    const paths = values.report === undefined
        ? []
        : writeWhole(values.report, [
            ['plan.html', renderPlanHtml(answer)],
            ['plan.json', `${json}\n`],
        ]);
    const written = paths.length === 0 ? '' : `\n\nWritten: ${paths.join(', ')}`;
    await print(values.json ? json : `${renderPlanTerminal(answer, styleOf(process.stdout))}${written}`);
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
async function answerFor(contract, measured, seed, signal) {
    const design = designOf(contract, measured);
    const { availability, rtoMs, rpoMs } = contract.promise;
    const years = yearsFor(design);
    const running = simulateOnThreads({ design, years, windowMs: availability.windowMs, seed, threads: THREADS }, signal);
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
function yearsFor({ units }) {
    const yearMs = 365 * 86_400_000;
    let events = 0;
    for (const { name, mtbfMs, mttrMs } of units) {
        const failures = yearMs / mtbfMs;
        if (failures > MOST_FAILURES_A_YEAR) {
            throw new BadInputError(`${name} would fail ${Math.round(failures).toLocaleString('en')} times a year; expected a longer time between its failures`);
        }
        // A draw that meets what is down already takes its time too.
        events += Math.max(failures, (2 * yearMs) / (mtbfMs + mttrMs));
    }
    return Math.min(MOST_YEARS, Math.max(LEAST_YEARS, Math.round(EVENTS / events)));
}
function isWellKnown({ unavailability: { estimate, low, high } }) {
    return estimate > 0 && (high - low) / 2 <= PRECISION * estimate;
}
//# sourceMappingURL=plan-command.js.map