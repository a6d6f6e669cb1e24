import { expect, it } from 'vitest';
import { cutsOf } from './cuts.js';
const places = [
    { name: 'orders[0]', address: '198.18.0.11', isHost: true },
    { name: 'orders[1]', address: '198.18.0.12', isHost: true },
    { name: 'etcd[0]', address: '198.18.0.13', isHost: true },
    { name: 'clients', address: '198.18.0.1', isHost: false },
];
const none = new Set();
function between(a, others, fault) {
    return { matches: (from, to) => from === a && others.includes(to), fault };
}
it('cuts nothing while nothing is broken', () => {
    expect(cutsOf(places, [], none)).toEqual(new Map());
});
it('cuts each way once, at the host that most ways are cut of', () => {
    const broken = between('orders[0]', ['orders[1]', 'etcd[0]'], { kind: 'partition' });
    expect(cutsOf(places, [broken], none)).toEqual(new Map([
        ['orders[0]', [{ peers: ['198.18.0.12', '198.18.0.13'], fault: { kind: 'partition' } }]],
    ]));
});
it('cuts a way to the clients at the host, since rules on this machine are not ours to make', () => {
    const broken = between('clients', ['orders[1]'], { kind: 'reset' });
    expect([...cutsOf(places, [broken], none).keys()]).toEqual(['orders[1]']);
});
it('pulls the cable of a host that is cut off from everyone', () => {
    const others = places.slice(1).map(({ name }) => name);
    const broken = between('orders[0]', others, { kind: 'partition' });
    const everyone = [{ peers: 'everyone', fault: { kind: 'partition' } }];
    expect(cutsOf(places, [broken], none)).toEqual(new Map([['orders[0]', everyone]]));
    expect(cutsOf(places, [], new Set(['etcd[0]']))).toEqual(new Map([['etcd[0]', everyone]]));
});
it('lets the fault that came last hold', () => {
    const first = between('orders[0]', ['etcd[0]'], { kind: 'partition' });
    const last = between('orders[0]', ['etcd[0]'], { kind: 'drop', ratio: 0.1 });
    expect(cutsOf(places, [first, last], none).get('orders[0]')).toEqual([
        { peers: ['198.18.0.13'], fault: { kind: 'drop', ratio: 0.1 } },
    ]);
});
//# sourceMappingURL=cuts.test.js.map