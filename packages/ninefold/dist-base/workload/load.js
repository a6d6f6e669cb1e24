import { createDeadlineQueue } from './deadline-queue.js';
import { operationId } from './operation-id.js';
/** Operations issued in one go before answers get their turn. */
const MAX_BURST = 64;
/**
 * Sends operations when they are due, none skipped and none put off to a new schedule: after a
 * delay all that became due meanwhile are sent, each with its own due time. One that would exceed
 * `maxInFlight` is not sent but recorded as failed with the detail `client overload`, and voids
 * the trial.
 */
export function startLoad(options) {
    const { schedule, client, recorder, counters, clock, maxInFlight } = options;
    const deadlines = createDeadlineQueue(clock);
    let inFlight = 0;
    let endMs = Infinity;
    let onIdle;
    function issue(dueMs, sentMs) {
        const index = recorder.sent(dueMs, sentMs);
        let attempt;
        const settle = ({ outcome, detail }) => {
            if (attempt)
                deadlines.remove(attempt);
            recorder.ended(index, clock.monotonicMs(), outcome, detail);
            inFlight -= 1;
            counters.ended(outcome, inFlight);
            if (inFlight === 0)
                onIdle?.();
        };
        inFlight += 1;
        counters.sent(inFlight);
        if (inFlight > maxInFlight) {
            counters.overloaded();
            settle({ outcome: 'failed', detail: 'client overload' });
            return;
        }
        const id = operationId(options.runId, options.firstSequence + index);
        attempt = client.write(id, settle);
        deadlines.add(attempt, sentMs + options.timeoutMs);
    }
    /** Whether something due by `untilMs` is left after a burst. */
    function issueBurst(untilMs) {
        for (let sent = 0; sent < MAX_BURST; sent++) {
            const nowMs = clock.monotonicMs();
            if (schedule.peekMs() > Math.min(nowMs, untilMs))
                return false;
            issue(schedule.takeMs(), nowMs);
        }
        return true;
    }
    return {
        pump() {
            issueBurst(endMs);
            const nextMs = schedule.peekMs();
            return nextMs > endMs ? Infinity : nextMs;
        },
        async stop() {
            endMs = clock.monotonicMs();
            while (issueBurst(endMs))
                ;
            if (inFlight > 0) {
                await new Promise((resolve) => {
                    onIdle = resolve;
                });
            }
            return endMs;
        },
    };
}
//# sourceMappingURL=load.js.map