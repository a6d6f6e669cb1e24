import { messageOf } from '../ports/errors.js';
import { decide } from './decide/decide.js';
import { initialState } from './decide/state.js';
import { transitionEvent } from './transition-event.js';
/** Silence is judged at every tick, so its length adds to the detection time. */
const TICK_MS = 10;
export function createFailoverAgent(options) {
    const { store, config, members, doors, lease, clock, onEvent } = options;
    let state = initialState(config, clock.monotonicMs());
    const closing = new AbortController();
    /** By member: the errand under way, and when it and those it overtook have ended. */
    const underWay = new Map();
    /** By member: the highest term it was commanded under. */
    const commanded = new Map();
    const held = new Set();
    const observe = (observation) => {
        if (closing.signal.aborted)
            return;
        const decision = decide(state, observation, clock.monotonicMs());
        state = decision.state;
        for (const transition of decision.transitions)
            tell(transition);
        for (const command of decision.commands)
            carryOut(command);
    };
    const fail = (error) => {
        if (closing.signal.aborted)
            return;
        closing.abort(error);
        options.onFailure(error);
    };
    const tell = (transition) => {
        const event = transitionEvent(transition, store, members, doors);
        onEvent({ atMs: clock.monotonicMs(), ...event });
    };
    /** Runs an errand for a member, unless it is under way already or its term is a past one. */
    const errand = (command, run, failed) => {
        const { member: index, term, kind } = command;
        const member = members[index];
        if (!member || term < (commanded.get(index) ?? 0))
            return;
        commanded.set(index, term);
        const key = `${kind} ${term}`;
        const overtaken = underWay.get(index);
        if (overtaken?.key === key)
            return;
        overtaken?.abort.abort(new Error(`${kind} under term ${term} took over`));
        const abort = new AbortController();
        const signal = AbortSignal.any([abort.signal, closing.signal]);
        const end = (observation) => {
            if (underWay.get(index)?.abort === abort)
                underWay.delete(index);
            // An answer that was overtaken would speak of a state that is no more.
            if (observation && !signal.aborted)
                observe(observation);
        };
        const begin = () => {
            signal.throwIfAborted();
            return held.has(index) && STARTS.has(kind) ? heldBack(member) : run(member, signal);
        };
        // A fence waits for nobody. Anything else would work on the member beside what it overtook.
        const before = overtaken?.settled ?? Promise.resolve();
        const result = kind === 'fence' ? begin() : before.then(begin);
        underWay.set(index, { key, abort, settled: Promise.allSettled([before, result]) });
        result.then(end, (error) => {
            if (failed && !signal.aborted && !held.has(index)) {
                onEvent({
                    atMs: clock.monotonicMs(),
                    kind: 'note',
                    member: member.name,
                    term,
                    text: `${kind} failed: ${messageOf(error)}`,
                });
            }
            end(failed);
        });
    };
    const carryOut = (command) => {
        switch (command.kind) {
            case 'reserve-term':
                lease.reserve(command.above).then((reserved) => {
                    observe({ kind: 'term-reserved', ...reserved });
                }, fail);
                return;
            case 'record-grant':
                options.onGrant(command.member, command.term);
                lease.recordGrant({ member: command.member, term: command.term }).then((recorded) => {
                    observe({ kind: recorded ? 'grant-recorded' : 'grant-refused', term: command.term });
                }, fail);
                return;
            case 'cut':
                doors[command.door]?.cut(command.term);
                return;
            case 'route':
                doors[command.door]?.route(command.primary, command.term, command.doorMs);
                return;
            default:
                carryOutForMember(command);
        }
    };
    const carryOutForMember = (command) => {
        const { member, term } = command;
        switch (command.kind) {
            case 'fence':
                errand(command, (target) => target.fence().then(() => ({ kind: 'fenced', member, term })), {
                    kind: 'fence-failed',
                    member,
                    term,
                });
                return;
            case 'stop':
                errand(command, (target, signal) => target.stop(signal).then(() => ({ kind: 'stopped', member, term })), { kind: 'stop-failed', member, term });
                return;
            case 'read-position':
                // A position that can't be read is asked for again.
                errand(command, async (target, signal) => ({
                    kind: 'position',
                    member,
                    term,
                    ...(await target.readPosition(signal)),
                }));
                return;
            case 'promote':
                errand(command, (target, signal) => target.promote(term, signal).then(() => ({ kind: 'promoted', member, term })), { kind: 'promote-failed', member, term });
                return;
            case 'restart-as-primary':
                errand(command, (target, signal) => target.restartAsPrimary(term, signal).then(() => ({ kind: 'promoted', member, term })), { kind: 'promote-failed', member, term });
                return;
            case 'restart-standby':
                errand(command, (target, signal) => target
                    .restartStandby(command.to, signal)
                    .then(() => ({ kind: 'restarted', member, term })), { kind: 'restart-failed', member, term });
                return;
            case 'repoint':
                errand(command, (target, signal) => target
                    .repoint(command.to, signal)
                    .then((result) => result === 'follows' ? { kind: 'repointed', member, term } : undefined), { kind: 'repoint-failed', member, term });
                return;
            case 'rejoin':
                errand(command, (target, signal) => target.rejoin(command.from, signal).then(() => ({ kind: 'rejoined', member, term })), { kind: 'rejoin-failed', member, term });
        }
    };
    const tickForever = async () => {
        for (;;) {
            observe({ kind: 'tick' });
            await clock.sleep(TICK_MS, closing.signal);
        }
    };
    /** One question at a time to each member: a frozen one answers none of them anyway. */
    const probeForever = async (index, member) => {
        for (;;) {
            const askedMs = clock.monotonicMs();
            // No answer is no observation; the decision counts the silence.
            const role = await member.probe().catch(() => undefined);
            const answeredMs = clock.monotonicMs();
            if (role)
                observe({ kind: 'heartbeat', member: index, askedMs, answeredMs, ...role });
            const restMs = askedMs + config.heartbeatMs - clock.monotonicMs();
            await clock.sleep(Math.max(restMs, 1), closing.signal);
        }
    };
    return {
        get state() {
            return state;
        },
        start() {
            for (const [index, member] of members.entries()) {
                member.onExit(() => {
                    observe({ kind: 'exited', member: index });
                });
                probeForever(index, member).catch(fail);
            }
            for (const [index, door] of doors.entries()) {
                door.onEvent((event) => {
                    if (event.kind === 'routed') {
                        observe({ kind: 'door-routed', door: index, term: event.term });
                    }
                    else if (event.kind === 'cut') {
                        observe({ kind: 'door-cut', door: index, term: event.term, doorMs: event.doorMs });
                    }
                    else {
                        observe({ kind: 'lease-asked', door: index, doorMs: event.doorMs });
                    }
                });
            }
            tickForever().catch(fail);
        },
        switchover(to) {
            observe({ kind: 'switchover-asked', ...(to === undefined ? {} : { to }) });
        },
        primary() {
            const { phase } = state;
            return phase.kind === 'steady' ? { member: phase.primary, term: phase.term } : undefined;
        },
        hold(member) {
            held.add(member);
        },
        release(member) {
            held.delete(member);
        },
        isWhole() {
            const { phase } = state;
            return (phase.kind === 'steady' &&
                state.doors.every((door) => door.routedTerm === phase.term) &&
                state.members.every(({ health, errand: pending, following }, index) => health === 'up' &&
                    pending === undefined &&
                    (index === phase.primary || following === phase.primary)));
        },
        close() {
            closing.abort(new Error('the failover agent was closed'));
        },
    };
}
/** Commands that start a member's process. */
const STARTS = new Set([
    'restart-as-primary',
    'restart-standby',
    'rejoin',
]);
function heldBack(member) {
    return Promise.reject(new Error(`${member.name} is held down`));
}
//# sourceMappingURL=agent.js.map