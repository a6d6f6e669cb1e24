import type { CheckResult } from '../health/report.ts';
import type { ServiceLog } from '../log.ts';
import type { LeadershipEvent, LeadershipSnapshot } from './leadership-event.ts';

/**
 * An election as the health page shows it. A candidate is as healthy as a leader; when the store of
 * the lease does not answer, that is something to look at, and no reason to take the process away.
 */
export function leadershipCheck(snapshot: LeadershipSnapshot, atMs: number): CheckResult {
  const failing = 'failures' in snapshot && snapshot.failures > 0;
  return {
    status: failing ? 'warn' : 'pass',
    componentType: 'component',
    observedValue: snapshot.role,
    atMs,
    ...(failing ? { output: 'the store of the lease did not answer' } : {}),
  };
}

/** Says what happens in the election of that name; `error` goes under pino's name for it. */
export function logLeadership(name: string, event: LeadershipEvent, log: ServiceLog): void {
  const { kind, ...facts } = event;
  if (!('error' in facts)) {
    log.info({ leadership: name, ...facts }, kind);
    return;
  }
  const { error, ...others } = facts;
  log.error({ leadership: name, ...others, err: error }, kind);
}
