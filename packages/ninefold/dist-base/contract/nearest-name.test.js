import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.js';
const known = ['rto', 'rpo', 'availability', 'latency', 'throttle'];
test.each([
    ['rtoo', 'rto'],
    ['RTO', 'rto'],
    ['avialability', 'availability'],
    ['latncy', 'latency'],
    ['bandwidth', undefined],
    ['x', undefined],
    ['', undefined],
])('the name nearest to %j is %j', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
});
test('a synonym is nearer than any spelling', () => {
    expect(nearestName('Bandwidth', known, { bandwidth: 'throttle' })).toBe('throttle');
    expect(nearestName('constructor', known, { bandwidth: 'throttle' })).toBeUndefined();
});
test('a known name is its own nearest, whatever else is known', () => {
    fc.assert(fc.property(fc.constantFrom(...known), (name) => {
        expect(nearestName(name, known)).toBe(name);
    }));
});
//# sourceMappingURL=nearest-name.test.js.map