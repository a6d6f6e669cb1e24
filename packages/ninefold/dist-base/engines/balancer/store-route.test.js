import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExpired, nextRoute, NO_ROUTE } from './store-route.js';
const route = (term, port = 5432, leaseTtlMs) => ({
    kind: 'route',
    term,
    host: 'h',
    port,
    ...(leaseTtlMs === undefined ? {} : { leaseTtlMs }),
});
const anyInput = fc.oneof(fc.record({
    kind: fc.constant('route'),
    term: fc.nat(6),
    host: fc.constant('h'),
    port: fc.integer({ min: 1, max: 3 }),
    leaseTtlMs: fc.constantFrom(5, 20),
}), fc.record({ kind: fc.constantFrom('renew', 'cut'), term: fc.nat(6) }), fc.constant({ kind: 'tick' }));
function run(inputs, nowMs = 0) {
    return inputs.reduce((state, input) => nextRoute(state, input, nowMs).next, NO_ROUTE);
}
describe('nextRoute', () => {
    it('never leads to a lower term, nor to two addresses under one', () => {
        fc.assert(fc.property(fc.array(fc.tuple(anyInput, fc.nat(10))), (steps) => {
            let state = NO_ROUTE;
            let nowMs = 0;
            let highest = -1;
            let cutBelow = 0;
            let previous;
            for (const [input, passMs] of steps) {
                nowMs += passMs;
                const step = nextRoute(state, input, nowMs);
                if (input.kind === 'cut')
                    cutBelow = Math.max(cutBelow, input.term + 1);
                const led = step.next.route;
                if (step.outcome.kind === 'routed')
                    expect(led.term).toBeGreaterThanOrEqual(cutBelow);
                if (led !== undefined) {
                    expect(led.term).toBeGreaterThanOrEqual(highest);
                    if (previous?.term === led.term)
                        expect(led.port).toBe(previous.port);
                    highest = led.term;
                    previous = led;
                }
                // Whoever is led elsewhere than before was cut before.
                if (state.route !== undefined && led?.term !== state.route.term) {
                    expect(step.destroySessions).toBe(true);
                }
                expect(step.next.leastTerm).toBeGreaterThanOrEqual(state.leastTerm);
                state = step.next;
            }
        }), { numRuns: 2000 });
    });
    it('refuses a route older than one seen, also after a cut', () => {
        expect(nextRoute(run([route(5)]), route(4), 0).outcome.kind).toBe('refused');
        expect(nextRoute(run([route(5), { kind: 'cut', term: 5 }]), route(5), 0).outcome.kind).toBe('refused');
        expect(nextRoute(run([route(5), { kind: 'cut', term: 5 }]), route(6), 0).outcome.kind).toBe('routed');
    });
    it('leaves a newer route alone when an older term is cut', () => {
        const step = nextRoute(run([route(5)]), { kind: 'cut', term: 4 }, 0);
        expect(step).toMatchObject({ destroySessions: false, next: { route: { term: 5 } } });
    });
    it('ends a lease at its instant, and not before', () => {
        const state = run([route(1, 5432, 100)]);
        expect(nextRoute(state, { kind: 'tick' }, 99.9).outcome.kind).toBe('nothing');
        expect(isExpired(state.route, 99.9)).toBe(false);
        expect(isExpired(state.route, 100)).toBe(true);
        expect(nextRoute(state, { kind: 'tick' }, 100)).toMatchObject({
            outcome: { kind: 'expired', term: 1 },
            destroySessions: true,
        });
    });
    it('renews a lease that stands, and none that has run out', () => {
        const state = run([route(1, 5432, 100)]);
        const renewed = nextRoute(state, { kind: 'renew', term: 1 }, 60).next;
        expect(renewed.route?.lease?.untilMs).toBe(160);
        expect(nextRoute(state, { kind: 'renew', term: 1 }, 100).outcome.kind).toBe('refused');
        expect(nextRoute(state, { kind: 'renew', term: 2 }, 60).outcome.kind).toBe('refused');
    });
    it('remembers where a term led after its lease ran out, whatever older term is cut', () => {
        const expired = nextRoute(run([route(5, 1, 5)]), { kind: 'tick' }, 5).next;
        const cut = nextRoute(expired, { kind: 'cut', term: 3 }, 5).next;
        expect(nextRoute(cut, route(5, 2, 5), 5).outcome.kind).toBe('refused');
        expect(nextRoute(cut, route(5, 1, 5), 5).outcome.kind).toBe('routed');
    });
    it('takes the same route again for a renewal that cuts nothing', () => {
        const step = nextRoute(run([route(1, 5432, 100)]), route(1, 5432, 100), 50);
        expect(step).toMatchObject({ outcome: { kind: 'renewed' }, destroySessions: false });
    });
});
//# sourceMappingURL=store-route.test.js.map