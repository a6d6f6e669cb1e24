import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';
import { DeadlineError } from '../ports/errors.ts';
import type { MemberProcess } from '../supervisor/member-process.ts';
import type { TopologyMember } from '../topology/member.ts';
import type { Topology } from '../topology/topology.ts';

const READY_WITHIN_MS = 30_000;

/**
 * Restarts every replica of the app, one after the other, as a deployment does: drained from the
 * balancer, ended by SIGTERM (by SIGKILL
 * once its time is up), started again, and back in rotation before the next one is taken.
 *
 * @param onStep told just before each: a failure counts from the restart that made it
 * @throws DeadlineError when one does not get ready again
 */
export async function restartOneByOne(
  topology: Topology,
  clock: Clock,
  signal: AbortSignal,
  onStep: () => void,
): Promise<void> {
  for (const member of topology.members.filter(({ kind }) => kind === 'app')) {
    const before = member.process();
    onStep();
    await topology.drain(member.name, signal);
    member.requestStop();
    await endedOrKilled(member, before, clock, signal);
    await until(
      `${member.name} to be ready again`,
      () => member.process() !== before && topology.isReady(member.name),
      { clock, withinMs: READY_WITHIN_MS, everyMs: 2, signal },
    );
    topology.restore(member.name);
    await until(`${member.name} to be in rotation`, () => topology.isAdmitted(member.name), {
      clock,
      withinMs: READY_WITHIN_MS,
      everyMs: 2,
      signal,
    });
  }
}

/** As a process manager does: who does not end in time is killed. */
async function endedOrKilled(
  { name, stopWithinMs }: TopologyMember,
  process: MemberProcess | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  try {
    await until(`${name} to end after SIGTERM`, () => process?.hasExited() ?? true, {
      clock,
      withinMs: stopWithinMs,
      everyMs: 2,
      signal,
    });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    process?.signal('SIGKILL');
  }
}
