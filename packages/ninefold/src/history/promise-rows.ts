import type { ServicePromise } from '../contract/contract.ts';
import type { Extrapolation } from './extrapolation.ts';
import { rpoBreaches, rtoBreaches, splitBrainSentence } from './judge-trial.ts';
import type { RtoMeasure } from './rto.ts';
import type { PromiseRow, Ruling, TrialVerdict } from './verdict.ts';
import { count, counted, duration, percent } from './wording.ts';
import { zeroRecovery } from './zero-recovery.ts';

/** One reading of the bad operations as they were seen, one with every late one taken as bad. */
export interface Readings {
  readonly asSeen: Extrapolation;
  readonly atWorst: Extrapolation;
}

/** Sentences at most in one row; the trials carry the rest. */
const MAX_REASONS = 8;

/** The table promise x measured x verdict, for any set of trials. */
export function promiseRows(
  promises: Promises,
  trials: readonly TrialVerdict[],
  availability: Readings,
  latency: Readings | undefined,
): PromiseRow[] {
  const { service: promise, loss, isLoss } = promises;
  const sound = trials.filter((trial) => !trial.isVoid);
  const losses = trials.filter(isLoss);
  const others = trials.filter((trial) => !isLoss(trial));
  return [
    availabilityRow(promise, trials, sound, availability),
    ...(promise.latency && latency
      ? [latencyRow(promise.latency, promise, trials, sound, latency)]
      : []),
    // A promise that no trial was about is told, unless all were about the loss of a whole store.
    ...(others.length > 0 || losses.length === 0
      ? [rtoRow(serviceWords, promise, others), rpoRow(serviceWords, promise, others)]
      : []),
    ...(loss && losses.length > 0
      ? [rtoRow(lossWords, loss, losses), rpoRow(lossWords, loss, losses)]
      : []),
    onceRow(trials, sound),
    refusalRow(trials, sound),
    writerRow(trials, sound),
  ];
}

/** What the service promises, and what a store does of its loss as a whole. */
export interface Promises {
  readonly service: ServicePromise;
  /** There when some trial lost a store; an infinite RTO is no promise. */
  readonly loss?: ServicePromise;
  readonly isLoss: (trial: TrialVerdict) => boolean;
}

interface RowWords {
  readonly rto: Pick<PromiseRow, 'name' | 'title'>;
  readonly rpo: Pick<PromiseRow, 'name' | 'title'>;
}

const serviceWords: RowWords = {
  rto: { name: 'rto', title: 'Recovery time (RTO)' },
  rpo: { name: 'rpo', title: 'Lost data (RPO)' },
};
const lossWords: RowWords = {
  rto: { name: 'restore rto', title: 'Restore time (RTO)' },
  rpo: { name: 'restore rpo', title: 'Lost with the store (RPO)' },
};

/** A promise that nothing broke: kept only if a sound trial tested it. */
function unbroken(trials: readonly unknown[], sound: readonly unknown[]): Ruling {
  return sound.length > 0 ? 'kept' : trials.length > 0 ? 'void' : 'not tested';
}

function ruleOnBudget(
  trials: readonly TrialVerdict[],
  sound: readonly TrialVerdict[],
  { asSeen, atWorst }: Readings,
): { ruling: Ruling; reasons: string[] } {
  if (sound.length === 0) return { ruling: unbroken(trials, sound), reasons: [] };
  if (asSeen.spendMs > asSeen.budgetMs) return { ruling: 'broken', reasons: [] };
  if (atWorst.spendMs > atWorst.budgetMs)
    return {
      ruling: 'void',
      reasons: [
        'the workload sent some operations late around a fault; had they failed, the promise would be broken',
      ],
    };
  return { ruling: 'kept', reasons: [] };
}

function availabilityRow(
  promise: ServicePromise,
  trials: readonly TrialVerdict[],
  sound: readonly TrialVerdict[],
  readings: Readings,
): PromiseRow {
  const due = sound.reduce((sum, { level }) => sum + level.due, 0);
  const ok = sound.reduce((sum, { level }) => sum + level.ok, 0);
  const { asSeen } = readings;
  const { ruling, reasons } = ruleOnBudget(trials, sound, readings);
  return {
    name: 'availability',
    title: 'Availability',
    promised: `${percent(promise.availability.objective)} over ${duration(promise.availability.windowMs)}`,
    measured:
      due === 0
        ? 'nothing'
        : `${percent(asSeen.expected)} expected; ${count(due - ok)} of ${counted(due, 'operation')} not ok in the trials`,
    ruling,
    reasons: sound.length === 0 ? reasons : [...reasons, budgetSentence(asSeen)],
  };
}

function latencyRow(
  bound: NonNullable<ServicePromise['latency']>,
  promise: ServicePromise,
  trials: readonly TrialVerdict[],
  sound: readonly TrialVerdict[],
  readings: Readings,
): PromiseRow {
  const { asSeen } = readings;
  const { ruling, reasons } = ruleOnBudget(trials, sound, readings);
  const p99 = Math.max(...sound.map(({ level }) => level.latency?.p99Ms ?? 0));
  return {
    name: 'latency',
    title: 'Latency',
    promised: `${percent(bound.objective)} ok below ${duration(bound.belowMs)} over ${duration(promise.availability.windowMs)}`,
    measured:
      sound.length === 0
        ? 'nothing'
        : `${percent(asSeen.expected)} expected; worst p99 of a trial ${duration(p99)}`,
    ruling,
    reasons: sound.length === 0 ? reasons : [...reasons, budgetSentence(asSeen)],
  };
}

function budgetSentence({ spendMs, budgetMs }: Extrapolation): string {
  return `expected bad time ${duration(spendMs)} of a budget of ${duration(budgetMs)}, under the contract's assumptions`;
}

function rtoRow(
  words: RowWords,
  promise: ServicePromise,
  trials: readonly TrialVerdict[],
): PromiseRow {
  const sound = trials.filter((trial) => !trial.isVoid);
  const isPromised = promise.rtoMs !== Infinity;
  const reasons = trials.flatMap((trial) => [
    ...(trial.brokenBecause === undefined ? [] : [inTrial(trial, trial.brokenBecause)]),
    ...(trial.isVoid ? [] : rtoBreaches(promise, trial.rto).map((text) => inTrial(trial, text))),
  ]);
  const values = sound.flatMap(({ rto }) => (rto.rtoMs === undefined ? [] : [rto.rtoMs]));
  const never = sound.length - values.length;
  const worst = Math.max(0, ...values);
  const hidable = Math.max(0, ...sound.map(({ lag }) => lag.hidableMs));
  const failed = sound.some(({ rto }) => rto.failing.length > 0);
  const measured =
    sound.length === 0
      ? 'nothing'
      : never > 0
        ? `never restored in ${count(never)} of ${counted(sound.length, 'trial')}`
        : failed
          ? `worst of ${counted(sound.length, 'trial')} ${duration(worst)}`
          : `0, ${zeroRecovery(worstWait(sound))} in ${counted(sound.length, 'trial')}`;
  const period = Math.max(0, ...sound.map(({ rto }) => rto.resolutionMs));
  return {
    ...words.rto,
    promised: isPromised ? `at most ${duration(promise.rtoMs)}` : 'that it ends; no time',
    measured,
    ruling: reasons.length > 0 ? 'broken' : unbroken(trials, sound),
    reasons: [
      ...bounded(reasons),
      ...(sound.length > 0 ? [`resolution ${duration(Math.max(period, hidable))}`] : []),
    ],
  };
}

function rpoRow(
  words: RowWords,
  promise: ServicePromise,
  trials: readonly TrialVerdict[],
): PromiseRow {
  const sound = trials.filter((trial) => !trial.isVoid);
  const reasons = trials.flatMap((trial) =>
    rpoBreaches(promise, trial, trial.rpo, trial.rto).map((text) => inTrial(trial, text)),
  );
  const lost = trials.reduce((sum, { rpo }) => sum + rpo.lost.length, 0);
  const acknowledged = trials.reduce((sum, { rpo }) => sum + rpo.acknowledged, 0);
  const oldest = Math.max(0, ...trials.map(({ rpo }) => rpo.rpoMs));
  return {
    ...words.rpo,
    promised:
      promise.rpoMs === 0
        ? 'no acknowledged write lost'
        : `nothing acknowledged more than ${duration(promise.rpoMs)} before a fault`,
    measured:
      trials.length === 0
        ? 'nothing'
        : `${count(lost)} of ${counted(acknowledged, 'acknowledged write')} lost${lost > 0 ? `, oldest ${duration(oldest)} before the fault` : ''}`,
    ruling: reasons.length > 0 ? 'broken' : unbroken(trials, sound),
    reasons: bounded(reasons),
  };
}

function onceRow(trials: readonly TrialVerdict[], sound: readonly TrialVerdict[]): PromiseRow {
  const reasons = trials.flatMap((trial) =>
    trial.once.twice.map(({ id, times }) => inTrial(trial, `${id} is stored ${times} times`)),
  );
  return {
    name: 'nothing twice',
    title: 'Nothing twice',
    promised: 'no write stored more than once',
    measured:
      trials.length === 0
        ? 'nothing'
        : counted(reasons.length, 'write stored twice', 'writes stored twice'),
    ruling: reasons.length > 0 ? 'broken' : unbroken(trials, sound),
    reasons: bounded(reasons),
  };
}

function refusalRow(trials: readonly TrialVerdict[], sound: readonly TrialVerdict[]): PromiseRow {
  const reasons = trials.flatMap((trial) =>
    trial.once.refusedButApplied.map((op) => inTrial(trial, `${op.id} (${op.detail})`)),
  );
  const refused = trials.reduce((sum, { level }) => sum + level.failed, 0);
  return {
    name: 'refusals hold',
    title: 'Refusals hold',
    promised: 'no refused write stored',
    measured:
      trials.length === 0
        ? 'nothing'
        : `${count(reasons.length)} of ${counted(refused, 'refused write')} stored`,
    ruling: reasons.length > 0 ? 'broken' : refused === 0 ? 'not tested' : unbroken(trials, sound),
    reasons: bounded(reasons),
  };
}

function writerRow(trials: readonly TrialVerdict[], sound: readonly TrialVerdict[]): PromiseRow {
  const reasons = trials.flatMap((trial) =>
    trial.writers.findings.map((finding) => inTrial(trial, splitBrainSentence(finding))),
  );
  const looks = trials.reduce((sum, { writers }) => sum + writers.looks, 0);
  return {
    name: 'one writer',
    title: 'One writer',
    promised: 'never two members that accept writes',
    measured:
      looks === 0 && reasons.length === 0
        ? 'nothing'
        : `${reasons.length === 0 ? 'never two' : counted(reasons.length, 'finding')} in ${counted(looks, 'look')} from outside`,
    ruling:
      reasons.length > 0 ? 'broken' : unbroken(trials.filter(isWatched), sound.filter(isWatched)),
    reasons: bounded(reasons),
  };
}

function isWatched({ writers }: TrialVerdict): boolean {
  return writers.looks > 0;
}

/** Over all of these trials. */
export function worstWait(
  trials: readonly TrialVerdict[],
): Pick<RtoMeasure, 'seenByClients' | 'longestWaitMs'> {
  return {
    seenByClients: trials.some(({ rto }) => rto.seenByClients),
    longestWaitMs: Math.max(0, ...trials.map(({ rto }) => rto.longestWaitMs)),
  };
}

function inTrial(trial: TrialVerdict, text: string): string {
  return `${trial.fault}, trial ${trial.trial}: ${text}`;
}

function bounded(reasons: readonly string[]): string[] {
  return reasons.length <= MAX_REASONS
    ? [...reasons]
    : [...reasons.slice(0, MAX_REASONS), `and ${count(reasons.length - MAX_REASONS)} more`];
}
