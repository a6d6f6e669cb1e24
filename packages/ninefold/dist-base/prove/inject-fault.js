import { prepareStep, } from '../faults/prepare-step.js';
/**
 * Injects a fault, step by step.
 *
 * @param onHealer told at once how to undo what was done so far, should the injection itself fail
 * @throws what prepareStep throws; DeadlineError when a step does not come into force
 */
export async function injectFault(fault, surroundings, onEvent, onHealer) {
    const { clock, signal } = surroundings;
    const healing = new AbortController();
    const fired = [];
    const heals = [];
    const heal = async () => {
        healing.abort(new Error('healed at once'));
        await Promise.all(fired.map((step) => step.heal()));
    };
    onHealer(heal);
    let faultAtMs = clock.monotonicMs();
    const instantsMs = [];
    for (const step of fault.steps) {
        if (step.verb === 'wait') {
            await clock.sleep(step.forMs, signal);
            continue;
        }
        const prepared = prepareStep(step, surroundings);
        fired.push(prepared);
        const who = prepared.members.join(', ');
        faultAtMs = clock.monotonicMs();
        instantsMs.push(faultAtMs);
        const firing = prepared.fire();
        onEvent({
            atMs: faultAtMs,
            kind: 'fault',
            ...(prepared.members[0] === undefined ? {} : { member: prepared.members[0] }),
            text: `${step.verb.replace('-', ' ')}${who ? ` ${who}` : ''}`,
        });
        await firing;
        const { healAfterMs } = prepared;
        if (healAfterMs === undefined)
            continue;
        const healAtMs = faultAtMs + healAfterMs;
        const healLater = async () => {
            const restMs = healAtMs - clock.monotonicMs();
            try {
                await clock.sleep(Math.max(restMs, 0), AbortSignal.any([signal, healing.signal]));
            }
            catch {
                // Healed early, by whoever aborted.
                return;
            }
            await prepared.heal();
            onEvent({
                atMs: clock.monotonicMs(),
                kind: 'healed',
                ...(prepared.members[0] === undefined ? {} : { member: prepared.members[0] }),
                text: `${step.verb} of ${who} undone`,
            });
        };
        const pending = healLater();
        // Whoever waits for all of them learns of a failure; until then it is nobody's.
        pending.catch(() => undefined);
        heals.push(pending);
    }
    return {
        faultAtMs,
        instantsMs,
        over: Promise.all(heals).then(() => undefined),
        staysDown: fired.some((step) => step.staysDown),
        heal,
    };
}
//# sourceMappingURL=inject-fault.js.map