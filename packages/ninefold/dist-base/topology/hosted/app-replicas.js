import { createAppReplica } from '../../engines/app/app-replica.js';
import { lifecycleOf } from '../lifecycle.js';
import { machine } from './machine.js';
/** In a host of its own every replica has the same port. */
const PORT = 8000;
/** @param nextPort gives a port that nobody else has, for hosts that share one network */
export async function placeReplicas(app, surroundings, nextPort) {
    const places = [];
    for (let index = 0; index < app.replicas; index++) {
        const host = await surroundings.addHost(`app[${index}]`);
        if (surroundings.isolated) {
            // Many programs listen on 127.0.0.1 alone.
            await host.openLoopback();
            places.push({ host, index, address: host.address, port: PORT });
        }
        else {
            places.push({ host, index, address: '127.0.0.1', port: await nextPort() });
        }
    }
    return places;
}
/** The app's replicas, by name, not yet started. */
export function createReplicas(contract, app, places, surroundings) {
    const { clock, network, tell, directory } = surroundings;
    const restarting = new Map();
    const machines = places.map(({ host, index, address, port }) => {
        const environment = {
            NINEFOLD_REPLICA: String(index),
            NINEFOLD_REGION: 'local',
        };
        for (const { name: store } of contract.stores) {
            const url = surroundings.storeUrl(store);
            environment[`${store.toUpperCase()}_URL`] = url;
            if (contract.stores.length === 1)
                environment['DATABASE_URL'] = url;
        }
        const replica = createAppReplica({
            name: host.name,
            spec: app,
            directory,
            port,
            address,
            environment,
            supervisor: host,
            clock,
            ...lifecycleOf(host.name, 'the app', tell),
        });
        restarting.set(host.name, replica);
        return {
            ...machine({
                kind: 'app',
                host,
                network,
                programs: [replica],
                stopWithinMs: app.stopTimeoutMs,
            }),
            // A killed replica is started again, as with every engine.
            isMachine: false,
        };
    });
    return { machines, restarting };
}
//# sourceMappingURL=app-replicas.js.map