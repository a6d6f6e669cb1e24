import { until } from '../clock/until.js';
import { UnsupportedError } from '../ports/errors.js';
const WHOLE_WITHIN_MS = 60_000;
/**
 * Restarts every server of a store as an operator does: each standby, the store whole again before
 * the next; then a switchover; then the old primary, which is a standby now.
 *
 * @throws UnsupportedError when the store's failover offers no restart; DeadlineError when the
 * store does not get whole again
 */
export async function restartStoreOneByOne({ spec, agent, members }, clock, signal) {
    const restart = agent.restart?.bind(agent);
    if (!restart)
        throw new UnsupportedError(`${spec.name} is not restarted server by server`);
    const untilWhole = (after, condition = () => true) => until(`${spec.name} to be whole after ${after}`, () => agent.isWhole() && condition(), {
        clock,
        withinMs: WHOLE_WITHIN_MS,
        everyMs: 20,
        signal,
    });
    const first = agent.primary()?.member;
    for (const { index, name } of members) {
        if (index === first)
            continue;
        await restart(index);
        await untilWhole(`the restart of ${name}`);
    }
    await agent.switchover();
    await untilWhole('the switchover', () => agent.primary()?.member !== first);
    if (first === undefined)
        return;
    await restart(first);
    await untilWhole('the last restart');
}
//# sourceMappingURL=rolling-restart-store.js.map