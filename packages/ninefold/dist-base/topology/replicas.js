import { createAppReplica } from '../engines/app/app-replica.js';
import { lifecycleOf } from './lifecycle.js';
import { addressAt } from './network.js';
/** The app's replicas, by name, not yet started. */
export async function placeReplicas(contract, app, layout, surroundings) {
    const { directory, supervisor, clock, tell } = surroundings;
    const replicas = new Map();
    for (const place of layout.replicas) {
        const environment = await environmentOf(contract, layout, place, surroundings);
        replicas.set(place.name, createAppReplica({
            name: place.name,
            spec: app,
            directory,
            port: place.port,
            environment,
            supervisor,
            clock,
            ...lifecycleOf(place.name, 'the app', tell),
        }));
    }
    return replicas;
}
/** `ORDERS_URL` for a store `orders`, and `DATABASE_URL` for an only store. */
async function environmentOf(contract, layout, { name, index, region }, { network, storeUrl, }) {
    const environment = {
        NINEFOLD_REPLICA: String(index),
        NINEFOLD_REGION: region,
    };
    const balancer = layout.balancers.find((place) => place.region === region);
    for (const { name: store } of contract.stores) {
        const port = balancer?.storePorts.get(store);
        if (balancer === undefined || port === undefined)
            throw new RangeError(`no door to ${store}`);
        const url = storeUrl(store, await network.connect(name, balancer.name, addressAt(port)));
        environment[`${store.toUpperCase()}_URL`] = url;
        if (contract.stores.length === 1)
            environment['DATABASE_URL'] = url;
    }
    return environment;
}
//# sourceMappingURL=replicas.js.map