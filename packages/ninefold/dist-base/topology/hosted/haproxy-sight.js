import { askHaproxy, readServers } from '../../engines/haproxy/runtime-api.js';
const LOOK_EVERY_MS = 100;
/** The backend of the app's replicas, as it is rendered. */
const APP_BACKEND = 'app-replicas';
/**
 * @param replicas names in the contract's words, by HAProxy's: `app0` is `app[0]`
 */
export function watchHaproxy(options) {
    const { statsSockets, replicas, clock, tell } = options;
    const closing = new AbortController();
    /** By HAProxy; undefined for one that does not answer. */
    const seen = statsSockets.map(() => undefined);
    const told = new Map();
    const inRotation = (backend, server) => seen.every((servers) => servers?.some((one) => one.backend === backend && one.server === server && one.isUp));
    const look = async () => {
        await Promise.all(statsSockets.map(async (socket, index) => {
            seen[index] = await readServers(socket).catch(() => undefined);
        }));
        for (const [server, name] of replicas) {
            const isUp = inRotation(APP_BACKEND, server);
            if (told.get(server) === isUp)
                continue;
            // At first there is nothing to be out of.
            if (isUp || told.has(server)) {
                tell(isUp ? 'admitted' : 'ejected', name, isUp ? 'in rotation' : 'out of rotation');
            }
            told.set(server, isUp);
        }
    };
    const watch = async () => {
        for (;;) {
            await look();
            await clock.sleep(LOOK_EVERY_MS, closing.signal);
        }
    };
    const tellAll = async (server, state) => {
        const command = `set server ${APP_BACKEND}/${server} state ${state}`;
        // One that does not run leads nobody anywhere, and has forgotten it when it is back.
        await Promise.allSettled(statsSockets.map((socket) => askHaproxy(socket, command)));
    };
    return {
        begin() {
            watch().catch(() => undefined);
        },
        isUp: inRotation,
        drain: (replica) => tellAll(replica, 'drain'),
        restore: (replica) => tellAll(replica, 'ready'),
        isDrained: (replica) => seen.every((servers) => servers?.some(({ backend, server, isUp, sessions }) => backend === APP_BACKEND && server === replica && !isUp && sessions === 0) ?? true),
        close() {
            closing.abort(new Error('the watch was closed'));
        },
    };
}
//# sourceMappingURL=haproxy-sight.js.map