import { createBalancerMember } from '../engines/balancer/balancer-member.js';
import { failoverConfig } from '../failover/decide/config.js';
import { balancerDoor } from './door.js';
import { lifecycleOf } from './lifecycle.js';
import { addressAt } from './network.js';
/** A door asks for its lease so often in the length of one. */
const ASKS_PER_LEASE = 4;
/** The balancers of the layout, not yet started. */
export async function placeBalancers(contract, layout, surroundings) {
    const { network } = surroundings;
    return Promise.all(layout.balancers.map(async (place) => {
        const config = await configOf(contract, layout, place, network);
        return placeBalancer(contract, place, config, surroundings);
    }));
}
function placeBalancer(contract, place, config, { supervisor, clock, rotation, tell }) {
    const { name } = place;
    const doors = new Map();
    const storeAddresses = new Map();
    const lifecycle = lifecycleOf(name, 'the balancer', tell);
    const balancer = createBalancerMember({
        name,
        supervisor,
        clock,
        config: () => config,
        onEvent: (event) => {
            for (const door of doors.values())
                door.receive(event);
            rotation.receive(name, event);
            tellOf(event, tell);
        },
        ...lifecycle,
        onExited: (exit) => {
            rotation.forget(name);
            lifecycle.onExited(exit);
        },
    });
    for (const { name: store, members } of contract.stores) {
        const door = balancerDoor({
            balancer: name,
            store,
            leaseTtlMs: failoverConfig({ members }).routeLeaseTtlMs,
            send: (message) => {
                balancer.send(message);
            },
            addressOf: (member) => {
                const address = storeAddresses.get(store)?.[member];
                if (!address)
                    throw new RangeError(`${name} knows no ${store}[${member}]`);
                return address;
            },
        });
        doors.set(store, door);
    }
    return { place, balancer, doors, storeAddresses };
}
async function configOf(contract, layout, place, network) {
    const stores = contract.stores.map(({ name, members }) => ({
        store: name,
        port: place.storePorts.get(name) ?? 0,
        askLeaseEveryMs: failoverConfig({ members }).routeLeaseTtlMs / ASKS_PER_LEASE,
    }));
    const { app } = contract;
    if (!app)
        return { stores };
    const replicas = await Promise.all(layout.replicas.map(async ({ name, region, port }) => ({
        id: name,
        // Those of another region are for when this one has none.
        tier: region === place.region ? 0 : 1,
        ...(await network.connect(place.name, name, addressAt(port))),
    })));
    return {
        stores,
        http: {
            spec: { ...contract.balancer, port: place.httpPort },
            policy: contract.topology === 'active-passive' ? 'primary-backup' : 'least-loaded',
            readyPath: app.health.ready,
            replicas,
        },
    };
}
function tellOf(event, tell) {
    if (event.kind === 'ejected')
        tell('ejected', event.id, `out of rotation: ${event.reason}`);
    else if (event.kind === 'admitted')
        tell('admitted', event.id, 'in rotation');
    else if (event.kind === 'lease-expired') {
        tell('note', event.store, "the balancer's lease ran out: it leads to no primary");
    }
}
//# sourceMappingURL=balancers.js.map