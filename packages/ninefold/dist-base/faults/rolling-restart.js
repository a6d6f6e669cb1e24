import { until } from '../clock/until.js';
import { DeadlineError } from '../ports/errors.js';
const READY_WITHIN_MS = 30_000;
/**
 * Restarts every replica of the app, one after the other, as a deployment does: drained from the
 * balancer, ended by SIGTERM (by SIGKILL
 * once its time is up), started again, and back in rotation before the next one is taken.
 *
 * @throws DeadlineError when one does not get ready again
 */
export async function restartOneByOne(topology, clock, signal) {
    for (const member of topology.members.filter(({ kind }) => kind === 'app')) {
        const before = member.process();
        await topology.drain(member.name, signal);
        member.requestStop();
        await endedOrKilled(member, before, clock, signal);
        await until(`${member.name} to be ready again`, () => member.process() !== before && topology.isReady(member.name), { clock, withinMs: READY_WITHIN_MS, everyMs: 2, signal });
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
async function endedOrKilled({ name, stopWithinMs }, process, clock, signal) {
    try {
        await until(`${name} to end after SIGTERM`, () => process?.hasExited() ?? true, {
            clock,
            withinMs: stopWithinMs,
            everyMs: 2,
            signal,
        });
    }
    catch (error) {
        if (!(error instanceof DeadlineError))
            throw error;
        process?.signal('SIGKILL');
    }
}
//# sourceMappingURL=rolling-restart.js.map