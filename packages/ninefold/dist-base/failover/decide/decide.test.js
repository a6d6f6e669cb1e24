import * as fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { failoverConfig } from './config.js';
import { decide } from './decide.js';
import { describe } from './describe.js';
import { initialState } from './state.js';
/** Three members, member 0 primary under term 2, one door, term 3 reserved; at 1000 ms. */
const synchronous = failoverConfig({ members: 3 });
suite('decide', () => {
    it('kills, in the very call that reports the end of the primary, and cuts the doors', () => {
        const agent = steady(synchronous);
        expect(agent.hear({ kind: 'exited', member: 0 })).toEqual(['fence 0 t3', 'cut door 0 t3']);
        expect(agent.told).toEqual(['detected exited 0']);
    });
    it('fails over without waiting for any timer', () => {
        const agent = steady(synchronous);
        agent.hear({ kind: 'exited', member: 0 });
        agent.hear({ kind: 'door-cut', door: 0, term: 3, doorMs: 7 });
        expect(agent.hear({ kind: 'fenced', member: 0, term: 3 })).toEqual([
            'read-position 1 t3',
            'read-position 2 t3',
        ]);
        expect(agent.hear(position(1, 3, 100n))).toEqual([]);
        expect(agent.hear(position(2, 3, 120n))).toEqual([
            'record-grant 2 t3',
            'promote 2 t3',
            'repoint 1 to 2 t3',
        ]);
        expect(agent.hear({ kind: 'grant-recorded', term: 3 })).toEqual([]);
        expect(agent.hear({ kind: 'promoted', member: 2, term: 3 })).toEqual([
            'route door 0 to 2 t3 at 7',
            'rejoin 0 from 2 t3',
        ]);
        agent.hear({ kind: 'door-routed', door: 0, term: 3 });
        agent.hear({ kind: 'repointed', member: 1, term: 3 });
        agent.hear({ kind: 'rejoined', member: 0, term: 3 });
        expect(agent.told).toEqual([
            'detected exited 0',
            'fenced 0 t3',
            'promoted 2 t3',
            'routed 2 t3',
            'repointed 1 t3',
            'rejoined 0 t3',
        ]);
        expect(describe(agent.state)).toEqual({
            text: 'member 2 is primary under term 3',
            members: ['standby', 'standby', 'primary'],
        });
    });
    it('does not lead a door to a primary whose grant is not recorded', () => {
        const agent = choosing(synchronous);
        agent.hear(position(1, 3, 100n));
        agent.hear(position(2, 3, 100n));
        expect(agent.hear({ kind: 'promoted', member: 1, term: 3 })).toEqual([]);
        expect(agent.hear({ kind: 'grant-recorded', term: 3 })).toContain('route door 0 to 1 t3 at 0');
    });
    it('detects a silent primary at the deadline, not before', () => {
        const agent = steady(synchronous);
        agent.live(1_299, [1, 2]);
        expect(agent.state.phase.kind).toBe('steady');
        agent.at(1_300);
        expect(agent.hear({ kind: 'tick' })).toEqual(['fence 0 t3', 'cut door 0 t3']);
    });
    it('does not take a pause of the agent for silence', () => {
        const agent = steady(synchronous);
        agent.at(6_000);
        agent.hear({ kind: 'tick' });
        expect(agent.told).toEqual([]);
        // It waits a whole deadline anew, in which the primary does answer.
        agent.live(8_000, [0, 1, 2]);
        expect(agent.told).toEqual([]);
    });
    it('restarts the old primary in place rather than promote on too few answers', () => {
        const agent = steady(synchronous);
        agent.hear({ kind: 'exited', member: 2 });
        agent.hear({ kind: 'exited', member: 0 });
        agent.hear({ kind: 'fenced', member: 0, term: 3 });
        expect(agent.hear(position(1, 3, 100n))).toEqual([
            'record-grant 0 t3',
            'restart-as-primary 0 t3',
        ]);
        agent.hear({ kind: 'grant-recorded', term: 3 });
        expect(agent.hear({ kind: 'promoted', member: 0, term: 3 })).toEqual([
            'route door 0 to 0 t3 at 0',
            'restart-standby 2 to 0 t3',
        ]);
    });
    it('promotes on one answer when replication is asynchronous', () => {
        const agent = steady(failoverConfig({ members: 3, synchronousStandbys: 0 }));
        agent.hear({ kind: 'exited', member: 2 });
        agent.hear({ kind: 'exited', member: 0 });
        agent.hear({ kind: 'fenced', member: 0, term: 3 });
        expect(agent.hear(position(1, 3, 100n))).toEqual(['record-grant 1 t3', 'promote 1 t3']);
    });
    it('prefers the log of the newer term to the longer one', () => {
        const agent = choosing(synchronous);
        agent.hear({ ...position(1, 3, 900n), walTerm: 1 });
        expect(agent.hear(position(2, 3, 100n))).toContain('promote 2 t3');
    });
    it('ignores answers of an older term', () => {
        const agent = choosing(synchronous);
        agent.hear(position(1, 2, 100n));
        expect(agent.hear(position(2, 2, 100n))).toEqual([]);
        agent.hear({ kind: 'promoted', member: 1, term: 2 });
        agent.hear({ kind: 'grant-refused', term: 2 });
        expect(agent.state.phase.kind).toBe('choosing');
    });
    it('goes on by the doors alone when the primary can not be killed', () => {
        const agent = steady(synchronous);
        agent.live(1_300, [1, 2]);
        agent.hear({ kind: 'fence-failed', member: 0, term: 3 });
        expect(agent.state.phase.kind).toBe('fencing');
        expect(agent.hear({ kind: 'door-cut', door: 0, term: 3, doorMs: 9 })).toEqual([
            'read-position 1 t3',
            'read-position 2 t3',
        ]);
    });
    it('waits for the lease of a door that can not be told, and for the drift of its clock', () => {
        const agent = steady(failoverConfig({ members: 3, routeLeaseTtlMs: 1_000 }));
        agent.hear({ kind: 'lease-asked', door: 0, doorMs: 50 });
        agent.live(1_300, [1, 2]);
        agent.hear({ kind: 'fence-failed', member: 0, term: 3 });
        // Leased at 1000 ms; 1000 x 1.05 / 0.95 = 1105.3 ms.
        agent.live(2_105, [1, 2]);
        expect(agent.state.phase.kind).toBe('fencing');
        agent.live(2_106, [1, 2]);
        expect(agent.state.phase.kind).toBe('choosing');
    });
    it('renews no lease while it fences', () => {
        const agent = steady(synchronous);
        agent.hear({ kind: 'exited', member: 0 });
        expect(agent.hear({ kind: 'lease-asked', door: 0, doorMs: 80 })).toEqual([]);
    });
    it('fences the chosen member too, under a new term, when its promotion fails', () => {
        const agent = choosing(synchronous);
        agent.hear(position(1, 3, 100n));
        agent.hear(position(2, 3, 100n));
        expect(agent.hear({ kind: 'promote-failed', member: 1, term: 3 })).toEqual(['reserve-term 3']);
        agent.hear({ kind: 'term-reserved', term: 4, granted: { member: 1, term: 3 } });
        agent.at(1_060);
        expect(agent.hear({ kind: 'tick' })).toContain('fence 1 t4');
    });
    it('fences a former primary that wakes up', () => {
        const agent = steady(synchronous);
        expect(agent.hear({ kind: 'heartbeat', member: 2, role: 'primary', term: 1, ...asked(1_000) })).toEqual(['fence 2 t2']);
    });
    it('restarts a standby that ended, and rebuilds it when that fails twice', () => {
        const agent = steady(synchronous);
        expect(agent.hear({ kind: 'exited', member: 1 })).toEqual(['restart-standby 1 to 0 t2']);
        agent.hear({ kind: 'restart-failed', member: 1, term: 2 });
        expect(agent.live(1_060, [0, 2])).toEqual(['restart-standby 1 to 0 t2']);
        agent.hear({ kind: 'restart-failed', member: 1, term: 2 });
        expect(agent.live(1_200, [0, 2])).toEqual(['rejoin 1 from 0 t2']);
    });
    it('switches over: stops, promotes the wanted standby, restarts the old primary', () => {
        const agent = steady(synchronous);
        expect(agent.hear({ kind: 'switchover-asked', to: 2 })).toEqual(['stop 0 t3']);
        agent.hear({ kind: 'exited', member: 0 });
        agent.hear({ kind: 'stopped', member: 0, term: 3 });
        agent.hear(position(1, 3, 100n));
        expect(agent.hear(position(2, 3, 100n))).toContain('promote 2 t3');
        agent.hear({ kind: 'grant-recorded', term: 3 });
        expect(agent.hear({ kind: 'promoted', member: 2, term: 3 })).toContain('restart-standby 0 to 2 t3');
    });
    it('turns a switchover whose stop fails into a failover', () => {
        const agent = steady(synchronous);
        agent.hear({ kind: 'switchover-asked', to: 2 });
        expect(agent.hear({ kind: 'stop-failed', member: 0, term: 3 })).toContain('fence 0 t3');
    });
    it('refuses a switchover that could not choose safely', () => {
        const agent = steady(synchronous);
        agent.hear({ kind: 'exited', member: 1 });
        expect(agent.hear({ kind: 'switchover-asked', to: 2 })).toEqual([]);
        expect(agent.told).toEqual(['switchover-refused']);
    });
    it('adopts the running primary under a new term after a restart of the agent', () => {
        const agent = started(synchronous);
        agent.hear({ kind: 'heartbeat', member: 0, role: 'primary', term: 7, ...asked(1_000) });
        expect(agent.hear({ kind: 'term-reserved', term: 9, granted: { member: 0, term: 7 } })).toEqual(['record-grant 0 t9', 'promote 0 t9']);
    });
    it('fences, after a restart of the agent, the granted member that does not answer', () => {
        const agent = started(synchronous);
        agent.hear({ kind: 'term-reserved', term: 9, granted: { member: 0, term: 7 } });
        expect(agent.live(1_300, [1, 2])).toEqual(['fence 0 t9', 'cut door 0 t9']);
    });
    it('changes no state that it was given', () => {
        const before = deepFreeze(steady(synchronous).state);
        const { state } = decide(before, { kind: 'exited', member: 0 }, 1_001);
        expect(state.phase.kind).toBe('fencing');
        expect(before.phase.kind).toBe('steady');
    });
    it('throws for a member outside the configuration', () => {
        const { state } = steady(synchronous);
        expect(() => decide(state, { kind: 'exited', member: 3 }, 1_001)).toThrow(RangeError);
    });
    it('never lets a term go back, nor promotes two members under one, whatever it hears', () => {
        fc.assert(fc.property(fc.array(anyObservation(), { maxLength: 60 }), (observations) => {
            let state = initialState(synchronous, 0);
            const raised = new Map();
            for (const [index, observation] of observations.entries()) {
                const next = decide(state, observation, 20 * index);
                expect(next.state.highestTerm).toBeGreaterThanOrEqual(state.highestTerm);
                for (const command of next.commands) {
                    if (command.kind !== 'promote' && command.kind !== 'restart-as-primary')
                        continue;
                    expect(raised.get(command.term) ?? command.member).toBe(command.member);
                    raised.set(command.term, command.member);
                }
                state = next.state;
            }
        }), { numRuns: 2_000 });
    });
});
function started(config) {
    let state = initialState(config, 1_000);
    let nowMs = 1_000;
    const told = [];
    const hear = (observation) => {
        const decision = decide(state, observation, nowMs);
        state = decision.state;
        for (const transition of decision.transitions) {
            const { kind } = transition;
            const reason = kind === 'detected' ? ` ${transition.reason}` : '';
            const member = 'member' in transition ? ` ${transition.member}` : '';
            told.push(`${kind}${reason}${member}${'term' in transition ? ` t${transition.term}` : ''}`);
        }
        return decision.commands.map(show);
    };
    return {
        get state() {
            return state;
        },
        told,
        at: (instantMs) => {
            nowMs = instantMs;
        },
        hear,
        live(untilMs, answering) {
            const commands = [];
            while (nowMs < untilMs) {
                nowMs = Math.min(nowMs + 20, untilMs);
                for (const member of answering)
                    commands.push(...hear(heartbeat(state, member, nowMs)));
                commands.push(...hear({ kind: 'tick' }));
            }
            return commands;
        },
    };
}
function steady(config) {
    const agent = started(config);
    agent.hear({ kind: 'lease-asked', door: 0, doorMs: 0 });
    agent.hear({ kind: 'heartbeat', member: 0, role: 'primary', term: 1, ...asked(1_000) });
    agent.hear({ kind: 'term-reserved', term: 2, granted: { member: 0, term: 1 } });
    agent.hear({ kind: 'grant-recorded', term: 2 });
    agent.hear({ kind: 'promoted', member: 0, term: 2 });
    for (const member of [1, 2]) {
        agent.hear({ kind: 'heartbeat', member, role: 'standby', following: 0, ...asked(1_000) });
    }
    agent.hear({ kind: 'door-routed', door: 0, term: 2 });
    agent.hear({ kind: 'tick' });
    agent.hear({ kind: 'term-reserved', term: 3, granted: { member: 0, term: 2 } });
    agent.told.length = 0;
    return agent;
}
function choosing(config) {
    const agent = steady(config);
    agent.hear({ kind: 'exited', member: 0 });
    agent.hear({ kind: 'fenced', member: 0, term: 3 });
    return agent;
}
function asked(atMs) {
    return { askedMs: atMs, answeredMs: atMs };
}
function heartbeat({ phase }, member, atMs) {
    const primary = phase.kind === 'steady' ? phase.primary : 0;
    if (member === primary) {
        return { kind: 'heartbeat', member, role: 'primary', term: 2, ...asked(atMs) };
    }
    return { kind: 'heartbeat', member, role: 'standby', following: primary, ...asked(atMs) };
}
function position(member, term, receivedLsn) {
    return { kind: 'position', member, term, receivedLsn, walTerm: 2 };
}
function show(command) {
    switch (command.kind) {
        case 'reserve-term':
            return `reserve-term ${command.above}`;
        case 'cut':
            return `cut door ${command.door} t${command.term}`;
        case 'route':
            return `route door ${command.door} to ${command.primary} t${command.term} at ${command.doorMs}`;
        default: {
            const to = 'to' in command ? ` to ${command.to}` : '';
            const from = 'from' in command ? ` from ${command.from}` : '';
            return `${command.kind} ${command.member}${to}${from} t${command.term}`;
        }
    }
}
function anyObservation() {
    const member = fc.nat(2);
    const term = fc.integer({ min: 1, max: 5 });
    const answer = (...kinds) => fc.record({ kind: fc.constantFrom(...kinds), member, term });
    return fc.oneof(fc.constant({ kind: 'tick' }), fc.record({ kind: fc.constant('exited'), member }), answer('fenced', 'promoted', 'promote-failed', 'repointed', 'rejoined', 'restarted'), fc.record({ kind: fc.constant('term-reserved'), term }), fc.record({ kind: fc.constantFrom('grant-recorded', 'grant-refused'), term }), fc.record({
        kind: fc.constant('position'),
        member,
        term,
        receivedLsn: fc.bigInt(0n, 9n),
        walTerm: term,
    }), fc.tuple(member, term).map(([index, t]) => ({
        kind: 'heartbeat',
        member: index,
        role: 'primary',
        term: t,
        ...asked(1e9),
    })));
}
function deepFreeze(value) {
    if (typeof value === 'object' && value !== null) {
        for (const inner of Object.values(value))
            deepFreeze(inner);
        Object.freeze(value);
    }
    return value;
}
//# sourceMappingURL=decide.test.js.map