import { steadyState } from './markov.js';
/**
 * The stationary unavailability of a redundant tier, from a Markov chain of states (members failed,
 * mode): serving; switching over; waiting for people; too few. After the failure of an active member
 * service stops for the mean time that the outcome of the switch-over takes, if enough members are
 * left; the loss of one of m members that all serve counts as 1/m of that time.
 *
 * Contains as special cases k-of-n, repair by few crews, hot, warm and cold standby, and Trivedi's
 * two units with imperfect coverage (tested against their closed forms).
 */
export function redundantUnavailability(tier) {
    const { members: n, needed, failureRate, repairRate, crews = n, failover } = tier;
    if (n < needed)
        return 1;
    if (needed === 0 || failureRate === 0)
        return 0;
    const spare = n - needed;
    const manual = failover?.manualDuration ?? 0;
    const automatic = failover?.duration ?? 0;
    // Each mode has n + 1 states, for 0 to n failed members. Past the spare ones, serving is too few.
    const serving = (failed) => failed;
    const switching = (failed) => n + 1 + failed;
    const waiting = (failed) => 2 * (n + 1) + failed;
    const transitions = [];
    const go = (from, to, rate) => {
        if (rate > 0)
            transitions.push({ from, to, rate });
    };
    for (let failed = 0; failed <= n; failed++) {
        const up = n - failed;
        const repair = Math.min(failed, crews) * repairRate;
        const standbyRate = failureRate * (failover?.standbyFailureRatio ?? 1);
        const enough = failed <= spare;
        const active = !enough || failover?.active !== 'one' ? up : Math.min(up, 1);
        const ofActive = active * failureRate;
        const ofStandby = (up - active) * standbyRate;
        if (failed > 0)
            go(serving(failed), serving(failed - 1), repair);
        if (failed < n) {
            go(serving(failed), serving(failed + 1), ofStandby);
            const answered = enough && failed + 1 <= spare && failover !== undefined;
            if (answered) {
                const { coverage } = failover;
                const missed = manual > 0 ? 1 - coverage : 0;
                const switched = automatic > 0 ? coverage : 0;
                go(serving(failed), waiting(failed + 1), ofActive * missed);
                go(serving(failed), switching(failed + 1), ofActive * switched);
                go(serving(failed), serving(failed + 1), ofActive * (1 - missed - switched));
            }
            else {
                go(serving(failed), serving(failed + 1), ofActive);
            }
        }
        // The one that was lost was one of those up and itself.
        const share = failover?.active === 'all' ? 1 / Math.min(n, up + 1) : 1;
        for (const [mode, duration] of [
            [switching, automatic],
            [waiting, manual],
        ]) {
            if (duration === 0)
                continue;
            go(mode(failed), serving(failed), 1 / (duration * share));
            if (failed > 0)
                go(mode(failed), mode(failed - 1), repair);
            if (failed < n)
                go(mode(failed), mode(failed + 1), up * standbyRate);
        }
    }
    return unavailabilityOf(transitions, (state) => state <= spare);
}
/** States that no transition leads to are left out, since they would make the chain reducible. */
function unavailabilityOf(transitions, isUp) {
    const number = new Map([[0, 0]]);
    const leaving = new Map();
    for (const { from, to } of transitions)
        leaving.set(from, [...(leaving.get(from) ?? []), to]);
    const queue = [0];
    for (const state of queue) {
        for (const to of leaving.get(state) ?? []) {
            if (number.has(to))
                continue;
            number.set(to, number.size);
            queue.push(to);
        }
    }
    const chances = steadyState(number.size, transitions.flatMap(({ from, to, rate }) => {
        const [start, end] = [number.get(from), number.get(to)];
        return start === undefined || end === undefined ? [] : [{ from: start, to: end, rate }];
    }));
    let down = 0;
    for (const [state, index] of number)
        if (!isUp(state))
            down += chances[index] ?? 0;
    return down;
}
//# sourceMappingURL=failover-chain.js.map