import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';
import { UnsupportedError } from '../ports/errors.ts';
import type { RunningStore } from '../topology/running-store.ts';

const WHOLE_WITHIN_MS = 60_000;

/**
 * Restarts every server of a store as an operator does: each standby, the store whole again before
 * the next; then a switchover; then the old primary, which is a standby now.
 *
 * @param onStep told just before each of these: a pause counts from the one that made it
 * @throws UnsupportedError when the store's failover offers no restart; DeadlineError when the
 * store does not get whole again
 */
export async function restartStoreOneByOne(
  { spec, agent, members }: RunningStore,
  clock: Clock,
  signal: AbortSignal,
  onStep: () => void,
): Promise<void> {
  const restart = agent.restart?.bind(agent);
  if (!restart) throw new UnsupportedError(`${spec.name} is not restarted server by server`);
  const untilWhole = (after: string, condition: () => boolean = () => true): Promise<unknown> =>
    until(`${spec.name} to be whole after ${after}`, () => agent.isWhole() && condition(), {
      clock,
      withinMs: WHOLE_WITHIN_MS,
      everyMs: 20,
      signal,
    });
  const first = agent.primary()?.member;
  for (const { index, name } of members) {
    if (index === first) continue;
    onStep();
    await restart(index);
    await untilWhole(`the restart of ${name}`);
  }
  onStep();
  await agent.switchover();
  await untilWhole('the switchover', () => agent.primary()?.member !== first);
  if (first === undefined) return;
  onStep();
  await restart(first);
  await untilWhole('the last restart');
}
