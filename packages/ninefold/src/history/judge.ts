import type { Contract } from '../contract/contract.ts';
import { confidenceSentences } from './confidence.ts';
import { extrapolate, groupByFault } from './extrapolation.ts';
import type { Extrapolation } from './extrapolation.ts';
import type { Operation, TrialRecord } from './history.ts';
import { judgeTrial } from './judge-trial.ts';
import { isLoss, promiseFor } from './promise-for.ts';
import { promiseRows, worstWait } from './promise-rows.ts';
import { quantile } from './quantile.ts';
import { latencyMs } from './service-level.ts';
import { LISTED_IDS } from './verdict.ts';
import type {
  FaultVerdict,
  LostWrites,
  PromiseRow,
  Ruling,
  RtoSpread,
  TrialVerdict,
  Verdict,
} from './verdict.ts';
import { counted } from './wording.ts';

/**
 * Rules on the contract's promise, from what the trials recorded.
 *
 * Overall it is broken if any promise is; kept if every promise that was tested held and every
 * fault of the contract has a sound trial; otherwise void, or not tested when there was no trial
 * for some fault. A void trial can't keep a promise, but a lost write in it still breaks one.
 */
export function judge(contract: Contract, records: readonly TrialRecord[]): Verdict {
  const trials = records.map((record) => judgeTrial(promiseFor(contract, record.fault), record));
  const overall = judgeTogether(contract, records, trials);
  const faults = [...groupByFault(records)].map(([fault, ofFault]) => {
    const verdicts = trials.filter((trial) => trial.fault === fault);
    return judgeFault(contract, fault, ofFault, verdicts);
  });
  const notTested = contract.proof.faults
    .map(({ sentence }) => sentence)
    .filter((sentence) => !faults.some(({ fault }) => fault === sentence));
  const ruling = combine([
    ...overall.rows.map((row) => row.ruling).filter((one) => one !== 'not tested'),
    ...faults.map((fault) => fault.ruling),
    ...notTested.map(() => 'not tested' as const),
  ]);
  const brokenTrials = trials.filter((trial) => trial.ruling === 'broken').length;
  const voidTrials = trials.filter((trial) => trial.isVoid).length;
  return {
    service: contract.service,
    promisedRtoMs: contract.promise.rtoMs,
    ruling,
    exitCode: ruling === 'kept' ? 0 : ruling === 'broken' ? 1 : 3,
    summary: summarise(ruling, overall.rows, faults, notTested, trials.length),
    rows: overall.rows,
    faults,
    lost: listLost(records, trials),
    notTested,
    trials: trials.length,
    voidTrials,
    brokenTrials,
    availability: overall.availability,
    ...(overall.latency ? { latency: overall.latency } : {}),
    confidence: confidenceSentences(
      trials.filter((trial) => !trial.isVoid),
      'any of these faults',
    ),
  };
}

function judgeFault(
  contract: Contract,
  fault: string,
  records: readonly TrialRecord[],
  trials: readonly TrialVerdict[],
): FaultVerdict {
  const { rows } = judgeTogether(contract, records, trials);
  const sound = trials.filter((trial) => !trial.isVoid);
  const sum = (pick: (trial: TrialVerdict) => number): number =>
    sound.reduce((total, trial) => total + pick(trial), 0);
  const spread = spreadOf(sound);
  const { rtoMs } = promiseFor(contract, fault);
  return {
    fault,
    ruling: combine(rows.map((row) => row.ruling).filter((one) => one !== 'not tested')),
    rows,
    trials,
    ...(rtoMs === Infinity ? {} : { promisedRtoMs: rtoMs }),
    ...(spread ? { rto: spread } : {}),
    due: sum(({ level }) => level.due),
    ok: sum(({ level }) => level.ok),
    failed: sum(({ level }) => level.failed),
    unknown: sum(({ level }) => level.unknown),
    confidence: confidenceSentences(sound, 'this fault'),
  };
}

function judgeTogether(
  contract: Contract,
  records: readonly TrialRecord[],
  trials: readonly TrialVerdict[],
): { rows: PromiseRow[]; availability: Extrapolation; latency?: Extrapolation } {
  const { promise } = contract;
  const lossFault = trials.find(({ fault }) => isLoss(contract, fault))?.fault;
  const promises = {
    service: promise,
    ...(lossFault === undefined ? {} : { loss: promiseFor(contract, lossFault) }),
    isLoss: ({ fault }: TrialVerdict) => isLoss(contract, fault),
  };
  const sound = records.filter((_, i) => trials[i]?.isVoid === false);
  const recovered = (record: TrialRecord): boolean =>
    record.brokenBecause === undefined && trials[records.indexOf(record)]?.rto.recovered === true;
  // Operations that a pause of the client may have kept out of an outage, read as bad.
  const hidable = new Set(trials.flatMap((trial) => trial.lag.hidable));
  const both = (objective: number, isBad: (op: Operation) => boolean) => ({
    asSeen: extrapolate(contract, sound, objective, isBad, recovered),
    atWorst: extrapolate(
      contract,
      sound,
      objective,
      (op) => hidable.has(op) || isBad(op),
      recovered,
    ),
  });
  const availability = both(promise.availability.objective, (op) => op.outcome !== 'ok');
  const bound = promise.latency;
  const latency = bound
    ? both(bound.objective, (op) => op.outcome !== 'ok' || latencyMs(op) > bound.belowMs)
    : undefined;
  return {
    rows: promiseRows(promises, trials, availability, latency),
    availability: availability.asSeen,
    ...(latency ? { latency: latency.asSeen } : {}),
  };
}

/** Broken outweighs void, void outweighs not tested, and all of them outweigh kept. */
function combine(rulings: readonly Ruling[]): Ruling {
  for (const ruling of ['broken', 'void', 'not tested', 'kept'] as const)
    if (rulings.includes(ruling)) return ruling;
  return 'not tested';
}

function spreadOf(sound: readonly TrialVerdict[]): RtoSpread | undefined {
  const values = sound.flatMap(({ rto }) => (rto.rtoMs === undefined ? [] : [rto.rtoMs]));
  if (values.length === 0) return undefined;
  return {
    minMs: Math.min(...values),
    medianMs: median(values),
    worstMs: Math.max(...values),
    trials: values.length,
    ...worstWait(sound.filter(({ rto }) => rto.rtoMs !== undefined)),
  };
}

/** The middle value; of an even number the mean of both middle ones. */
function median(values: readonly number[]): number {
  const upper = quantile(
    values.map((value) => -value),
    0.5,
  );
  return ((quantile(values, 0.5) ?? 0) - (upper ?? 0)) / 2;
}

function listLost(records: readonly TrialRecord[], trials: readonly TrialVerdict[]): LostWrites {
  const all = trials.flatMap((trial, i) =>
    trial.rpo.lost.map((op) => ({
      id: op.id,
      fault: trial.fault,
      trial: trial.trial,
      acknowledgedAfterFaultMs: op.endedMs - (records[i]?.faultAtMs ?? 0),
    })),
  );
  const at = all.map((write) => write.acknowledgedAfterFaultMs);
  return {
    total: all.length,
    listed: all.slice(0, LISTED_IDS),
    ...(at.length > 0
      ? { window: { firstAfterFaultMs: Math.min(...at), lastAfterFaultMs: Math.max(...at) } }
      : {}),
  };
}

function summarise(
  ruling: Ruling,
  rows: readonly PromiseRow[],
  faults: readonly FaultVerdict[],
  notTested: readonly string[],
  trials: number,
): string {
  switch (ruling) {
    case 'kept':
      return `Every promise held in ${counted(trials, 'trial')} of ${counted(faults.length, 'fault')}.`;
    case 'broken': {
      const broken = rows.filter((row) => row.ruling === 'broken').map((row) => row.title);
      const where = faults.filter((fault) => fault.ruling === 'broken').map((fault) => fault.fault);
      return `Not kept: ${(broken.length > 0 ? broken : where).join(', ')}.${where.length > 0 ? ` Broken by: ${where.join(', ')}.` : ''}`;
    }
    case 'void': {
      const unsound = faults.filter((fault) => fault.ruling === 'void').map((fault) => fault.fault);
      return `No ruling: the trials of ${unsound.join(', ') || 'this run'} were not sound, so they prove nothing.`;
    }
    case 'not tested':
      return trials === 0
        ? 'Nothing was tested.'
        : `No ruling: nothing tested ${notTested.join(', ') || 'the promises'}.`;
    default:
      return ruling satisfies never;
  }
}
