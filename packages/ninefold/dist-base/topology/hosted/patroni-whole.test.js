import { expect, it } from 'vitest';
import { whatIsMissing } from './patroni-whole.js';
const leader = { name: 'orders-0', role: 'leader', state: 'running', timeline: 2 };
const sync = { name: 'orders-1', role: 'sync_standby', state: 'streaming', timeline: 2 };
const replica = { name: 'orders-2', role: 'replica', state: 'streaming', timeline: 2 };
const whole = {
    scope: 'orders',
    expected: ['orders-0', 'orders-1', 'orders-2'],
    leader: 'orders-0',
    cluster: [leader, sync, replica],
    synchronousStandbys: 1,
};
it('is whole with its leader, and every standby behind it', () => {
    expect(whatIsMissing(whole)).toBeUndefined();
});
it.each([
    [{ ...whole, leader: undefined }, 'orders to have a leader'],
    [{ ...whole, cluster: undefined }, 'a Patroni of orders to answer'],
    [{ ...whole, leader: 'orders-1' }, 'orders-1 to lead orders'],
    [{ ...whole, cluster: [leader, sync] }, 'orders-2 to follow orders-0'],
    [
        { ...whole, cluster: [leader, sync, { ...replica, timeline: 1 }] },
        'orders-2 to follow orders-0',
    ],
    [
        { ...whole, cluster: [leader, sync, { ...replica, state: 'starting' }] },
        'orders-2 to follow orders-0',
    ],
    [
        { ...whole, cluster: [leader, { ...sync, role: 'replica' }, replica] },
        'orders to have a synchronous standby',
    ],
])('says what is missing', (seen, missing) => {
    expect(whatIsMissing(seen)).toBe(missing);
});
//# sourceMappingURL=patroni-whole.test.js.map