import type { Contract, FaultSpec, FaultStep } from '../contract/contract.ts';
import { faultInstants } from './fault-instants.ts';
import type { Operation, TrialRecord } from './history.ts';
import { count, counted, duration, percent } from './wording.ts';

/** What the bad operations of a run mean for the promise's window. */
export interface Extrapolation {
  /** (1 - objective) x window: the time that may be bad (ms). */
  readonly budgetMs: number;
  /** Expected bad time in the window (ms): the baseline and the expected host failures. */
  readonly spendMs: number;
  readonly baseline: {
    /** Operations that ended before the fault of their trial, and how many were bad. */
    readonly operations: number;
    readonly bad: number;
    readonly spendMs: number;
  };
  /** One for each part of the system that a tested fault hits. */
  readonly hosts: readonly HostFailureSpend[];
  /** The share of good operations to expect over the window (0 to 1). */
  readonly expected: number;
  /** What was measured and what was assumed, one sentence each. */
  readonly sentences: readonly string[];
}

export interface HostFailureSpend {
  /** Such as `store primary` or `app`. */
  readonly target: string;
  /** The tested fault that cost most there; every failure of such a host is taken to cost this. */
  readonly fault: string;
  /** Hosts whose failure would hit this target. */
  readonly hosts: number;
  /** Expected failures of these hosts in the window. */
  readonly failures: number;
  /** Bad-operation time of one fault (ms), the mean over the trials, and the worst of them. */
  readonly costMs: number;
  readonly worstMs: number;
  readonly spendMs: number;
}

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
export function extrapolate(
  contract: Contract,
  records: readonly TrialRecord[],
  objective: number,
  isBad: (op: Operation) => boolean,
  recovered: (record: TrialRecord) => boolean,
): Extrapolation {
  const { windowMs } = contract.promise.availability;
  const { mtbfMs, mttrMs } = contract.assumptions.host;
  const before = records.flatMap((record) =>
    record.operations.filter((op) => op.endedMs < faultInstants(record)[0]),
  );
  const bad = before.filter(isBad).length;
  const baselineRatio = before.length === 0 ? 0 : bad / before.length;
  const cost = (record: TrialRecord): number => {
    const [firstMs] = faultInstants(record);
    const badTimeMs =
      record.periodMs * record.operations.filter((op) => op.endedMs >= firstMs && isBad(op)).length;
    return recovered(record) ? badTimeMs : Math.max(badTimeMs, mttrMs);
  };

  const unplanned: HostFailureSpend[] = [];
  const planned: string[] = [];
  const disasters: string[] = [];
  for (const [fault, trials] of groupByFault(records)) {
    const costs = trials.map(cost);
    const costMs = costs.reduce((a, b) => a + b, 0) / costs.length;
    const place = hitBy(
      contract,
      contract.proof.faults.find((spec) => spec.sentence === fault),
    );
    if (place === 'planned') {
      planned.push(`${fault} costs ${duration(costMs)} each time`);
      continue;
    }
    if (place === 'disaster') {
      disasters.push(`${fault} costs ${duration(costMs)} each time`);
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
      ...hosts.map(
        (host) =>
          `Measured: ${host.fault} costs ${duration(host.costMs)} of bad operations (worst trial ${duration(host.worstMs)}). Assumed: ${counted(host.hosts, 'host')} of this kind, each failing every ${duration(mtbfMs)} on average, so ${amount(host.failures)} such failures in ${duration(windowMs)}.`,
      ),
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
      ...(disasters.length > 0
        ? [
            `Not counted, as the contract names no frequency for the loss of a whole store: ${disasters.join('; ')}.`,
          ]
        : []),
      `Expected bad time in ${duration(windowMs)}: ${duration(spendMs)} of a budget of ${duration(budgetMs)}. Parts that no fault tested, and two hosts failing together, are not in it.`,
    ],
  };
}

/** In the order in which the faults first appear. */
export function groupByFault(records: readonly TrialRecord[]): Map<string, TrialRecord[]> {
  const groups = new Map<string, TrialRecord[]>();
  for (const record of records) {
    const group = groups.get(record.fault);
    if (group) group.push(record);
    else groups.set(record.fault, [record]);
  }
  return groups;
}

function costliestByTarget(spends: readonly HostFailureSpend[]): HostFailureSpend[] {
  const worst = new Map<string, HostFailureSpend>();
  for (const spend of spends) {
    const known = worst.get(spend.target);
    if (!known || spend.spendMs > known.spendMs) worst.set(spend.target, spend);
  }
  return [...worst.values()];
}

/** A quorum of three outlives the loss of one; more only cost. */
const ETCD_MEMBERS = 3;

/** Which hosts' failure a fault stands for. Its last step decides: the others prepare it. */
function hitBy(
  contract: Contract,
  fault: FaultSpec | undefined,
): { readonly target: string; readonly hosts: number } | 'planned' | 'disaster' {
  const step = fault?.steps.findLast((candidate) => candidate.verb !== 'wait');
  // A fault that the contract does not name can only be counted as one host's.
  if (!step) return { target: 'unnamed', hosts: 1 };
  if (isPlanned(step)) return 'planned';
  if (step.verb === 'lose') return 'disaster';
  const { target } = step;
  if (target.kind === 'app') return { target: 'app', hosts: contract.app?.replicas ?? 1 };
  if (target.kind === 'balancer') return { target: 'balancer', hosts: 1 };
  if (target.kind === 'etcd') return { target: 'etcd', hosts: ETCD_MEMBERS };
  const members = (store: string | undefined): number =>
    (contract.stores.find(({ name }) => name === store) ?? contract.stores[0])?.members ?? 1;
  if (target.kind === 'region')
    return {
      target: 'region',
      hosts: Math.ceil(
        (contract.stores.reduce((sum, store) => sum + store.members, 0) +
          (contract.app?.replicas ?? 0)) /
          Math.max(1, contract.regions.length),
      ),
    };
  const name = target.store === undefined ? 'store' : target.store;
  return target.role === 'primary'
    ? { target: `${name} primary`, hosts: 1 }
    : { target: `${name} standby`, hosts: Math.max(1, members(target.store) - 1) };
}

type Planned = Extract<FaultStep, { verb: 'rolling-restart' | 'switchover' | 'stop' | 'wait' }>;

function isPlanned(step: FaultStep): step is Planned {
  return ['rolling-restart', 'switchover', 'stop', 'wait'].includes(step.verb);
}

function baselineSentence(operations: number, bad: number, objective: number): string {
  if (operations === 0) return 'Before the faults nothing was measured.';
  const seen = `Measured before the faults: ${count(bad)} of ${counted(operations, 'operation')} were bad.`;
  const bound = 3 / operations;
  if (bad > 0 || bound <= 1 - objective) return seen;
  return `${seen} With 95 % confidence that bounds the everyday share of bad operations only by ${percent(bound, 'up')}, which is more than the ${percent(1 - objective)} that the promise allows: a run this short can't prove the everyday part.`;
}

function amount(n: number): string {
  return n >= 10 ? count(n) : n.toFixed(n >= 1 ? 1 : 2);
}
