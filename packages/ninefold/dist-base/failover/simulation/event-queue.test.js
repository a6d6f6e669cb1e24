import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.js';
describe('EventQueue', () => {
    it('runs by instant, and equals in the order they were scheduled', () => {
        fc.assert(fc.property(fc.array(fc.nat(20)), (delays) => {
            const queue = new EventQueue();
            const ran = [];
            for (const [order, delay] of delays.entries()) {
                queue.after(delay, () => ran.push([queue.nowMs, order]));
            }
            while (queue.step())
                ;
            const expected = [...delays.entries()]
                .map(([order, delay]) => [delay, order])
                .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
            expect(ran).toEqual(expected);
        }));
    });
    it('schedules from the instant of the happening under way', () => {
        const queue = new EventQueue();
        let atMs = 0;
        queue.after(5, () => queue.after(3, () => (atMs = queue.nowMs)));
        while (queue.step())
            ;
        expect(atMs).toBe(8);
    });
});
//# sourceMappingURL=event-queue.test.js.map