import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parallel, series } from './block-diagram.js';
import { contractFrom, oneZone } from './contracts.test.data.js';
import { defaultFigures } from './default-figures.js';
import { guardedDependency } from './dependency.js';
import { designOf } from './design-of.js';
import { redundantUnavailability } from './failover-chain.js';
import { availabilityOf, budgets, ninesOf } from './nines.js';
import { planOf } from './plan.js';
import { summariseRun } from './simulation-summary.js';
import { simulate } from './simulate.js';
const page = readFileSync(fileURLToPath(new URL('../../../../docs/model.md', import.meta.url)), 'utf8').replaceAll(/\s+/g, ' ');
const hour = 3_600_000;
const minutesOf30Days = 43_200;
/** What docs/model.md says must be there word for word, with the numbers as they come out here. */
function says(sentence) {
    expect(page).toContain(sentence);
}
const percent = (availability, digits) => `${(availability * 100).toFixed(digits)} %`;
test('composite SLAs of Azure and AWS', () => {
    const queued = series([0.9995, parallel([0.9999, 0.999])]);
    says(`99.95 % × 99.99 % = ${percent(series([0.9995, 0.9999]), 2)}; with a queue as an independent fallback ${percent(queued, 2)}`);
    says(`(${percent(series([0.9999, 0.9999, 0.9999]), 2)}, ${percent(parallel([0.999, 0.999]), 4)})`);
});
test('what each guard of a dependency buys', () => {
    const bare = { attempts: 1, fallback: 0, cache: { hits: 0, lastsMs: 0 } };
    const left = (guards) => [0, 0.9, 1].map((correlated) => guardedDependency(0.001, hour, { ...bare, ...guards, correlated }).afterFallback *
        minutesOf30Days);
    const row = (name, values, first = 1, unit = '') => {
        const [independent = 0, ...others] = values;
        const cells = [
            `${independent.toFixed(first)}${unit}`,
            ...others.map((value) => value.toFixed(1)),
        ];
        says(`| ${name} | ${cells.join(' | ')} |`);
    };
    row('none', left({}), 1, ' min in 30 d');
    row('3 attempts', left({ attempts: 3 }), 5);
    row('cache, 80 % hits, 10 min, after one attempt', left({ cache: { hits: 0.8, lastsMs: hour / 6 } }));
    row('fallback for 90 %', left({ fallback: 0.9 }));
});
test('defaults, as the table has them', () => {
    const days = (name) => defaultFigures[name].value / (24 * hour);
    says(`| host | ${days('host.mtbf') * 24} h, ${days('host.mttr') * 1440} min |`);
    says(`| zone | ${days('zone.mtbf') / 365} year, ${days('zone.mttr') * 24} h |`);
    says(`| region | ${days('region.mtbf') / 365} year, ${(days('region.mttr') * 1440).toFixed(0)} min |`);
    says(`| leaving a region | ${defaultFigures['region.failover'].value / 1000} s |`);
    says(`| deployments | weekly, ${defaultFigures['deploy.failures'].value * 100} % fail, 1 h |`);
    says(`| configuration | ${(days('configuration.mtbf') / 365).toFixed(1)} years, 1 h |`);
    says(`| mistakes at work | ${(days('human.mtbf') / 365).toFixed(1)} years, 1 h |`);
    says(`| recovery by people | ${days('failover.manual') * 1440} min |`);
    says(`| beta | ${defaultFigures.commonCause.value * 100} % |`);
    says(`| balancer's takeover | ${defaultFigures['balancer.failover'].value / 1000} s |`);
    says(`| correlation of retries | ${defaultFigures['call.correlated'].value * 100} % |`);
    expect([days('deploy.every'), days('deploy.mttr') * 24]).toEqual([7, 1]);
});
test('"RTO about 0": two replicas, MTBF 720 h, a check every 10 s, no retry', () => {
    // In hours; the part of two replicas' failures that the switch-over alone costs.
    const costs = (coverage) => {
        const pair = { members: 2, needed: 1, failureRate: 1 / 720, repairRate: 2 };
        const failover = {
            active: 'all',
            duration: 10 / 3600,
            coverage,
            manualDuration: 0.5,
            standbyFailureRatio: 1,
        };
        return redundantUnavailability({ ...pair, failover }) - redundantUnavailability(pair);
    };
    const noticed = costs(1);
    const unnoticed = costs(0.99) - noticed;
    says(`(1 %) takes half of it for 30 minutes: ${(unnoticed / noticed).toFixed(1)} times as much`);
    const together = (0.05 / 720) * 0.5;
    says(`the pair goes together for ${together * 720 * 3600} s in 30 days`);
    says('three times all of that');
    expect(Math.round(together / costs(0.99))).toBe(3);
});
test('"no split brain": 1 % of one failure in 30 days', () => {
    says('at 1 % and one failure in 30 days, one in eight years');
    expect(Math.round(30 / 0.01 / 365)).toBe(8);
});
test('"each nine costs ten times more": the steps of one zone', () => {
    const nines = (more, text = oneZone) => ninesOf(planOf(contractFrom(text + more)).reach.availability);
    const balancers = 'balancer: { members: 2 }';
    says(`three members reach ${nines('').toFixed(1)} nines`);
    says(`brings ${nines(`assumptions: { ${balancers} }\n`).toFixed(1)}, two more zones`);
    const zones = (text) => nines(`assumptions: { ${balancers}, zone: { count: 3 }, app: { needed: 2 } }\n`, text);
    says(`(120) ${zones().toFixed(1)}, and from there`);
    says('further members and replicas, however many, bring less than 0.01');
    const more = oneZone.replace('members: 3', 'members: 5').replace('replicas: 3', 'replicas: 6');
    expect(zones(more) - zones()).toBeGreaterThan(0);
    expect(zones(more) - zones()).toBeLessThan(0.01);
});
test('the mean, and the month: 720 h and 30 min', () => {
    const availability = availabilityOf(720, 0.5);
    says(`720 h and 30 min are ${percent(availability, 2)}`);
    expect(budgets(availability)['30 days']).toBeCloseTo(30, 1);
    says(`no outage with a chance of ${(Math.exp(-1) * 100).toFixed(0)} %`);
    const design = designOf(contractFrom(oneZone));
    const unit = {
        name: 'host',
        kind: 'host',
        mtbfMs: 720 * hour,
        mttrMs: hour / 2,
        repair: 'exponential',
    };
    const tier = { name: 'app', kind: 'app', members: [{ own: 0, shared: [] }], needed: 1 };
    const run = simulate({
        design: { ...design, units: [unit], tiers: [tier] },
        years: 10_000,
        windowMs: 720 * hour,
        seed: 1,
    });
    const { objectiveMissed } = summariseRun(run, {
        objective: 0.999,
        agreement: 0.99,
        windowMs: 720 * hour,
        rtoMs: 0,
        rpoMs: 0,
    });
    says(`(${(objectiveMissed.estimate * 100).toFixed(0)} %, exponential repairs)`);
    // Compound Poisson: P(sum > x) = sum over n of P(n) times Erlang's tail.
    const x = 43.2 / 30;
    let tail = 0;
    for (let n = 1, poisson = Math.exp(-1); n < 30; n++) {
        poisson /= n;
        let erlang = 0;
        for (let i = 0, term = Math.exp(-x); i < n; i++, term *= x / i)
            erlang += term;
        tail += poisson * erlang;
    }
    expect(objectiveMissed.estimate).toBeCloseTo(tail, 2);
});
test('two nines multiply to four only if they fail apart', () => {
    says(`Two of 99.9 % reach ${percent(parallel([0.999, 0.999]), 4)}`);
    const own = 1 - 0.95 * 0.001;
    const pair = series([parallel([own, own]), 1 - 0.05 * 0.001]);
    says(`with β = 5 % they reach ${percent(pair, 3)}`);
});
//# sourceMappingURL=worked-numbers.test.js.map