import { systemClock } from '../../clock/system-clock.js';
import { HttpPlane } from './http-plane.js';
import { StoreListener } from './store-listener.js';
/**
 * Starts the balancer in this process: an HTTP side that spreads requests over the app's replicas,
 * and for each store a TCP listener that leads to its primary.
 *
 * @param emit told what happens, `listening` excepted (that is the return)
 * @throws the system's error if a port can't be listened on; nothing is left listening then
 */
export async function startBalancer(config, emit, clock = systemClock) {
    const host = config.host ?? '127.0.0.1';
    const http = config.http && new HttpPlane(config.http, clock, emit);
    const stores = new Map();
    for (const store of config.stores)
        stores.set(store.store, new StoreListener(store, clock, emit));
    const close = async () => {
        await Promise.all([http?.close(), ...[...stores.values()].map((store) => store.close())]);
    };
    try {
        const storePorts = {};
        const httpPort = (await http?.listen(host)) ?? 0;
        for (const [name, store] of stores)
            storePorts[name] = await store.listen(host);
        return { httpPort, storePorts, close, apply: (update) => apply(update, http, stores, emit) };
    }
    catch (error) {
        await close();
        throw error;
    }
}
function apply(update, http, stores, emit) {
    switch (update.kind) {
        case 'add-replica':
            return http?.addReplica(update.replica);
        case 'remove-replica':
            return http?.removeReplica(update.id);
        case 'drain-replica':
            return http?.drainReplica(update.id);
        case 'restore-replica':
            return http?.restoreReplica(update.id);
        case 'route':
        case 'renew':
        case 'cut': {
            const store = stores.get(update.store);
            if (store === undefined) {
                emit({ kind: 'ignored', text: `${update.kind}: no store ${update.store}` });
            }
            else
                store.apply(update);
        }
    }
}
//# sourceMappingURL=balancer.js.map