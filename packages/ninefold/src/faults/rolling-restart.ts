import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';
import type { Topology } from '../topology/topology.ts';

const EXIT_WITHIN_MS = 30_000;
const READY_WITHIN_MS = 30_000;

/**
 * Restarts every replica of the app, one after the other, as a deployment does: drained from the
 * balancer, ended by SIGTERM, started again, and back in rotation before the next one is taken.
 *
 * @throws DeadlineError when one does not end or does not get ready again
 */
export async function restartOneByOne(
  topology: Topology,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (const member of topology.members.filter(({ kind }) => kind === 'app')) {
    const before = member.process();
    await topology.drain(member.name, signal);
    member.requestStop();
    await until(`${member.name} to end after SIGTERM`, () => before?.hasExited() ?? true, {
      clock,
      withinMs: EXIT_WITHIN_MS,
      everyMs: 2,
      signal,
    });
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
