import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
import { judgeTrial } from '../history/judge-trial.ts';
import { promiseFor } from '../history/promise-for.ts';
import { budgetOf } from './budget.ts';
import { incidentsOfProof } from './incidents-of-proof.ts';
import type { ObjectiveStatus } from './status.ts';

/**
 * What a proof would have taken of the availability's budget, had its trials been all that went wrong
 * in the window: bad operations times one arrival period, of (1 - objective) x window. It is what the
 * client of the proof recorded, so it knows nothing of errors under real traffic, nor of a pace.
 */
export function statusOfProof(
  contract: Contract,
  records: readonly TrialRecord[],
): ObjectiveStatus {
  const { objective, agreement, windowMs } = contract.promise.availability;
  const sound = records.filter(
    (record) => !judgeTrial(promiseFor(contract, record.fault), record).isVoid,
  );
  const watchedMs = sound.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs), 0);
  const badMs = sound.reduce(
    (sum, { operations, periodMs }) =>
      sum + periodMs * operations.filter(({ outcome }) => outcome !== 'ok').length,
    0,
  );
  const due = sound.reduce((sum, { operations }) => sum + operations.length, 0);
  const ok = sound.reduce(
    (sum, { operations }) => sum + operations.filter(({ outcome }) => outcome === 'ok').length,
    0,
  );
  const base = {
    name: `${contract.service}-availability`,
    description: 'operations of the proof end ok',
    objective,
    ...(agreement < objective ? { agreement } : {}),
    burn: [],
    coverage: Math.min(1, watchedMs / windowMs),
  };
  if (due === 0) {
    const reasons = ['no trial of it was sound, so nothing was measured'];
    return { ...base, state: 'unknown', reasons, agreementBroken: false, incidents: [] };
  }
  const errorRatio = Math.min(1, badMs / windowMs);
  const { totalMinutes, leftMinutes, spentRatio } = budgetOf({ objective, windowMs, errorRatio });
  const incidents = incidentsOfProof(contract, sound).incidents.map(({ incident }) => incident);
  const spent = incidents.reduce((sum, one) => sum + one.budgetMinutes, 0);
  return {
    ...base,
    state: spentRatio > 1 ? 'broken' : 'kept',
    reasons: ['the time outside of the trials was not measured, and is taken to be free of errors'],
    agreementBroken: badMs > (1 - agreement) * windowMs,
    current: ok / due,
    budget: { totalMinutes, leftMinutes, spentRatio },
    incidents,
    everydayMinutes: Math.max(0, totalMinutes - leftMinutes - spent),
  };
}
