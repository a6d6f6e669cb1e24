import { faultInstants } from './fault-instants.js';
import { count, counted, duration, percent } from './wording.js';
/**
 * Extends what trials measured to the promise's window. A trial lasts seconds, a promise 30 days,
 * so their ratios can't be compared. Bad time can: a fault costs (bad operations x one period), a
 * host fails every `assumptions.host.mtbfMs` on average, each member runs on a host of its own, and
 * the share of bad operations before any fault goes on all the time.
 *
 * A host's failure is taken to cost as much as the costliest fault tested on that part, so that
 * testing more faults never counts one failure twice. A trial that never recovered costs
 * `assumptions.host.mttrMs`. Planned changes (rolling restart, switchover, stop) do not come from
 * failing hosts: the contract names no frequency for them, so they are told apart and not counted.
 */
export function extrapolate(contract, records, objective, isBad, recovered) {
    const { windowMs } = contract.promise.availability;
    const { mtbfMs, mttrMs } = contract.assumptions.host;
    const before = records.flatMap((record) => record.operations.filter((op) => op.endedMs < faultInstants(record)[0]));
    const bad = before.filter(isBad).length;
    const baselineRatio = before.length === 0 ? 0 : bad / before.length;
    const cost = (record) => {
        const [firstMs] = faultInstants(record);
        const badTimeMs = record.periodMs * record.operations.filter((op) => op.endedMs >= firstMs && isBad(op)).length;
        return recovered(record) ? badTimeMs : Math.max(badTimeMs, mttrMs);
    };
    const unplanned = [];
    const planned = [];
    for (const [fault, trials] of groupByFault(records)) {
        const costs = trials.map(cost);
        const costMs = costs.reduce((a, b) => a + b, 0) / costs.length;
        const place = hitBy(contract, contract.proof.faults.find((spec) => spec.sentence === fault));
        if (place === 'planned') {
            planned.push(`${fault} costs ${duration(costMs)} each time`);
            continue;
        }
        const failures = (place.hosts * windowMs) / mtbfMs;
        unplanned.push({
            ...place,
            fault,
            failures,
            costMs,
            worstMs: Math.max(...costs),
            spendMs: failures * costMs,
        });
    }
    const hosts = costliestByTarget(unplanned);
    const baselineSpendMs = baselineRatio * windowMs;
    const spendMs = baselineSpendMs + hosts.reduce((sum, host) => sum + host.spendMs, 0);
    const budgetMs = (1 - objective) * windowMs;
    return {
        budgetMs,
        spendMs,
        baseline: { operations: before.length, bad, spendMs: baselineSpendMs },
        hosts,
        expected: Math.max(0, 1 - spendMs / windowMs),
        sentences: [
            baselineSentence(before.length, bad, objective),
            ...hosts.map((host) => `Measured: ${host.fault} costs ${duration(host.costMs)} of bad operations (worst trial ${duration(host.worstMs)}). Assumed: ${counted(host.hosts, 'host')} of this kind, each failing every ${duration(mtbfMs)} on average, so ${amount(host.failures)} such failures in ${duration(windowMs)}.`),
            ...(records.every(recovered)
                ? []
                : [
                    `A trial that never recovered is taken to cost the assumed time to repair a host, ${duration(mttrMs)}.`,
                ]),
            ...(planned.length > 0
                ? [
                    `Not counted, as the contract names no frequency for planned changes: ${planned.join('; ')}.`,
                ]
                : []),
            `Expected bad time in ${duration(windowMs)}: ${duration(spendMs)} of a budget of ${duration(budgetMs)}. Parts that no fault tested, and two hosts failing together, are not in it.`,
        ],
    };
}
/** In the order in which the faults first appear. */
export function groupByFault(records) {
    const groups = new Map();
    for (const record of records) {
        const group = groups.get(record.fault);
        if (group)
            group.push(record);
        else
            groups.set(record.fault, [record]);
    }
    return groups;
}
function costliestByTarget(spends) {
    const worst = new Map();
    for (const spend of spends) {
        const known = worst.get(spend.target);
        if (!known || spend.spendMs > known.spendMs)
            worst.set(spend.target, spend);
    }
    return [...worst.values()];
}
/** A quorum of three outlives the loss of one; more only cost. */
const ETCD_MEMBERS = 3;
/** Which hosts' failure a fault stands for. Its last step decides: the others prepare it. */
function hitBy(contract, fault) {
    const step = fault?.steps.findLast((candidate) => candidate.verb !== 'wait');
    // A fault that the contract does not name can only be counted as one host's.
    if (!step)
        return { target: 'unnamed', hosts: 1 };
    if (isPlanned(step))
        return 'planned';
    const { target } = step;
    if (target.kind === 'app')
        return { target: 'app', hosts: contract.app?.replicas ?? 1 };
    if (target.kind === 'balancer')
        return { target: 'balancer', hosts: 1 };
    if (target.kind === 'etcd')
        return { target: 'etcd', hosts: ETCD_MEMBERS };
    const members = (store) => (contract.stores.find(({ name }) => name === store) ?? contract.stores[0])?.members ?? 1;
    if (target.kind === 'region')
        return {
            target: 'region',
            hosts: Math.ceil((contract.stores.reduce((sum, store) => sum + store.members, 0) +
                (contract.app?.replicas ?? 0)) /
                Math.max(1, contract.regions.length)),
        };
    const name = target.store === undefined ? 'store' : target.store;
    return target.role === 'primary'
        ? { target: `${name} primary`, hosts: 1 }
        : { target: `${name} standby`, hosts: Math.max(1, members(target.store) - 1) };
}
function isPlanned(step) {
    return ['rolling-restart', 'switchover', 'stop', 'wait'].includes(step.verb);
}
function baselineSentence(operations, bad, objective) {
    if (operations === 0)
        return 'Before the faults nothing was measured.';
    const seen = `Measured before the faults: ${count(bad)} of ${counted(operations, 'operation')} were bad.`;
    const bound = 3 / operations;
    if (bad > 0 || bound <= 1 - objective)
        return seen;
    return `${seen} With 95 % confidence that bounds the everyday share of bad operations only by ${percent(bound, 'up')}, which is more than the ${percent(1 - objective)} that the promise allows: a run this short can't prove the everyday part.`;
}
function amount(n) {
    return n >= 10 ? count(n) : n.toFixed(n >= 1 ? 1 : 2);
}
//# sourceMappingURL=extrapolation.js.map