import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.js';
import { fenceProof, safePolicy } from '../decide/policy.js';
import { simulate } from './simulate.js';
const mutants = [
    {
        name: 'skips the fencing',
        newDecider: withPolicy({ fenceProof: () => 'dead' }),
        breaks: ['one writer', 'nothing lost'],
        withinSeeds: 500,
    },
    {
        name: 'promotes the laggard',
        newDecider: withPolicy({ compare: (a, b) => safePolicy.compare(b, a) }),
        breaks: ['nothing lost'],
        withinSeeds: 2_000,
    },
    {
        name: 'promotes the longest log, whatever its term',
        newDecider: withPolicy({ compare: (a, b) => Number(a.receivedLsn - b.receivedLsn) }),
        breaks: ['nothing lost'],
        withinSeeds: 20_000,
    },
    {
        name: 'promotes with too few answers',
        newDecider: withPolicy({ positionsNeeded: () => 1 }),
        breaks: ['nothing lost'],
        withinSeeds: 2_000,
    },
    {
        name: 'forgets its terms when the agent restarts',
        newDecider: () => decideWithTermsInMemory,
        breaks: ['one writer', 'nothing lost', 'recovers'],
        withinSeeds: 2_000,
    },
    {
        name: 'takes its own pause for silence of the primary',
        newDecider: withPolicy({ wasPaused: () => false }),
        breaks: ['no needless failover'],
        withinSeeds: 500,
    },
    {
        name: 'routes before the old primary is fenced',
        newDecider: () => decideRoutingFirst,
        breaks: ['one writer', 'nothing lost'],
        withinSeeds: 500,
    },
    {
        name: 'accepts positions asked before the fence',
        newDecider: decideWithStalePositions,
        breaks: ['nothing lost'],
        withinSeeds: 20_000,
    },
    {
        name: 'ignores the drift of the clocks of leases',
        newDecider: withPolicy({
            fenceProof: (state, phase, nowMs) => fenceProof(state, phase, nowMs, state.config.routeLeaseTtlMs),
        }),
        breaks: ['one writer', 'nothing lost'],
        withinSeeds: 20_000,
    },
    {
        name: 'takes a lease for ended at once',
        newDecider: withPolicy({
            fenceProof: (state, phase, nowMs) => fenceProof(state, phase, nowMs, 0),
        }),
        breaks: ['one writer', 'nothing lost'],
        withinSeeds: 2_000,
    },
];
describe('the simulator catches a decision that', () => {
    it.each(mutants)('$name', ({ newDecider, breaks, withinSeeds }) => {
        for (let seed = 1; seed <= withinSeeds; seed++) {
            const { violation } = simulate(seed, { newDecider });
            if (violation === undefined)
                continue;
            expect(breaks).toContain(violation.invariant);
            // The seed is no accident: with the rule in place nothing is broken.
            expect(simulate(seed).violation).toBeUndefined();
            return;
        }
        expect.fail(`survived ${withinSeeds} seeds`);
    });
});
function withPolicy(broken) {
    const policy = { ...safePolicy, ...broken };
    return () => (state, observation, nowMs) => decide(state, observation, nowMs, policy);
}
/** Answers the commands to the lease itself: terms are in memory, and gone after a restart. */
function decideWithTermsInMemory(state, observation, nowMs) {
    let decision = decide(state, observation, nowMs);
    for (;;) {
        const { commands, transitions } = decision;
        const asked = commands.find(({ kind }) => kind === 'reserve-term' || kind === 'record-grant');
        if (asked === undefined)
            return decision;
        const next = decide(decision.state, answerFromMemory(asked), nowMs);
        decision = {
            state: next.state,
            commands: [...commands.filter((command) => command !== asked), ...next.commands],
            transitions: [...transitions, ...next.transitions],
        };
    }
}
function answerFromMemory(command) {
    if (command.kind === 'reserve-term')
        return { kind: 'term-reserved', term: command.above + 1 };
    if (command.kind === 'record-grant')
        return { kind: 'grant-recorded', term: command.term };
    throw new TypeError(command.kind);
}
/** Promotes and routes in the same breath as it fences. */
function decideRoutingFirst(state, observation, nowMs) {
    const decision = decide(state, observation, nowMs);
    const { phase, doors, members } = decision.state;
    if (phase.kind !== 'fencing' || state.phase.kind === 'fencing')
        return decision;
    const { term } = phase;
    const primary = members.findIndex(({ mayWrite }) => !mayWrite);
    const hasty = [...doors.entries()].map(([door, { doorMs }]) => ({
        kind: 'route',
        door,
        primary,
        term,
        doorMs: doorMs ?? 0,
    }));
    const promote = { kind: 'promote', member: primary, term };
    return { ...decision, commands: [...decision.commands, promote, ...hasty] };
}
/** Asks for positions while it fences, and counts the answers. */
function decideWithStalePositions() {
    let early = [];
    return (state, observation, nowMs) => {
        if (state.phase.kind === 'fencing' && observation.kind === 'position')
            early.push(observation);
        let decision = decide(state, observation, nowMs);
        const { phase, members } = decision.state;
        if (phase.kind === 'fencing' && state.phase.kind !== 'fencing') {
            early = [];
            const { term } = phase;
            const reads = [...members.entries()]
                .filter(([, { mayWrite }]) => !mayWrite)
                .map(([member]) => ({ kind: 'read-position', member, term }));
            return { ...decision, commands: [...decision.commands, ...reads] };
        }
        if (phase.kind === 'choosing' && state.phase.kind === 'fencing') {
            for (const position of early) {
                const next = decide(decision.state, position, nowMs);
                decision = {
                    state: next.state,
                    commands: [...decision.commands, ...next.commands],
                    transitions: [...decision.transitions, ...next.transitions],
                };
            }
        }
        return decision;
    };
}
//# sourceMappingURL=mutants.test.js.map