import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../clock/random.js';
import { createDelivery } from './delivery.js';
const never = () => 1;
const fault = fc.oneof(fc.constant(undefined), fc.record({ kind: fc.constant('delay'), byMs: fc.nat(1000) }), fc.record({
    kind: fc.constant('drop'),
    ratio: fc.double({ min: 0, max: 1, noNaN: true }),
}), fc.record({
    kind: fc.constant('throttle'),
    bytesPerSecond: fc.integer({ min: 1, max: 1e7 }),
}));
describe('the delivery of data', () => {
    it('never comes before the data were sent, nor before what was sent earlier', () => {
        const sends = fc.array(fc.record({ bytes: fc.nat(65_536), gapMs: fc.nat(50) }), {
            maxLength: 60,
        });
        fc.assert(fc.property(fault, sends, fc.integer(), (broken, pieces, seed) => {
            const delivery = createDelivery(broken, seededRandom(seed));
            let nowMs = 1000;
            let lastMs = -Infinity;
            for (const { bytes, gapMs } of pieces) {
                nowMs += gapMs;
                const atMs = delivery.arrivesAtMs(bytes, nowMs, lastMs);
                expect(atMs).toBeGreaterThanOrEqual(Math.max(nowMs, lastMs));
                expect(atMs).toBeLessThan(Infinity);
                lastMs = atMs;
            }
        }));
    });
    it('is at once on a sound link, later by the delay, never under a partition', () => {
        expect(createDelivery(undefined, never).arrivesAtMs(9, 5, -Infinity)).toBe(5);
        expect(createDelivery({ kind: 'delay', byMs: 80 }, never).arrivesAtMs(9, 5, -Infinity)).toBe(85);
        expect(createDelivery({ kind: 'partition' }, never).arrivesAtMs(9, 5, -Infinity)).toBe(Infinity);
    });
    it('waits 200 ms for the first loss and twice as long for each further one', () => {
        const chances = [0.1, 0.1, 0.1, 0.9];
        const random = () => chances.shift() ?? 1;
        const delivery = createDelivery({ kind: 'drop', ratio: 0.5 }, random);
        expect(delivery.arrivesAtMs(9, 0, -Infinity)).toBe(200 + 400 + 800);
        expect(delivery.arrivesAtMs(9, 10, -Infinity)).toBe(10);
    });
    it('loses the share of pieces that the ratio says', () => {
        const delivery = createDelivery({ kind: 'drop', ratio: 0.1 }, seededRandom(7));
        let lost = 0;
        for (let i = 0; i < 20_000; i++)
            if (delivery.arrivesAtMs(1, 0, -Infinity) > 0)
                lost += 1;
        expect(lost / 20_000).toBeGreaterThan(0.09);
        expect(lost / 20_000).toBeLessThan(0.11);
    });
    it('passes no more bytes than the throttle allows, and saves up no rate while idle', () => {
        const delivery = createDelivery({ kind: 'throttle', bytesPerSecond: 1000 }, never);
        expect(delivery.maxPieceBytes).toBe(20);
        expect(delivery.arrivesAtMs(500, 0, -Infinity)).toBe(500);
        expect(delivery.arrivesAtMs(500, 0, -Infinity)).toBe(1000);
        expect(delivery.arrivesAtMs(100, 5000, -Infinity)).toBe(5100);
    });
});
//# sourceMappingURL=delivery.test.js.map