import { UnsupportedError } from '../../ports/errors.js';
import { settleAll } from '../settle-all.js';
import { cutsOf } from './cuts.js';
/** Clients of the workload, and whoever asks the members from this machine. */
const CLIENTS = 'clients';
export function createHostsNetwork(hosts) {
    const joined = [];
    const disconnected = new Set();
    let breaks = [];
    const places = () => [
        ...joined.map(({ name, address }) => ({ name, address, isHost: true })),
        { name: CLIENTS, address: hosts.clientAddress, isHost: false },
    ];
    /** By host: what it was last told, so that those that nothing changes for are left alone. */
    const told = new Map();
    /** One after the other, so that the last one holds. */
    let applied = Promise.resolve();
    const apply = () => {
        const cuts = cutsOf(places(), breaks, disconnected);
        const changed = joined.flatMap((host) => {
            const own = cuts.get(host.name) ?? [];
            const key = JSON.stringify(own);
            if ((told.get(host.name) ?? '[]') === key)
                return [];
            told.set(host.name, key);
            return [{ host, own }];
        });
        applied = applied
            .catch(() => undefined)
            .then(async () => {
            await settleAll(changed.map(({ host, own }) => host.cut(own)));
        });
        // Whoever asks is told, and nobody asking is no crash.
        applied.catch(() => undefined);
    };
    return {
        join(host) {
            joined.push(host);
        },
        setConnected(name, connected) {
            if (!hosts.isolated)
                return;
            if (connected)
                disconnected.delete(name);
            else
                disconnected.add(name);
            apply();
        },
        connect: (_from, _to, address) => Promise.resolve(address),
        breakEdges(matches, fault) {
            if (!hosts.isolated) {
                throw new UnsupportedError(`a ${fault.kind} of the network is not supported here: hosts with a network of their own need root`);
            }
            if (fault.kind === 'delay') {
                throw new UnsupportedError('a delay of the network between hosts is not supported: Ninefold cuts it by nftables, which can drop and limit but not delay');
            }
            const all = places();
            const isMeant = all.some(({ name: from }) => all.some(({ name: to }) => from !== to && matches(from, to)));
            if (!isMeant)
                return undefined;
            const added = { matches, fault };
            breaks.push(added);
            apply();
            return () => {
                breaks = breaks.filter((one) => one !== added);
                apply();
            };
        },
        settled: () => applied,
        memberAt: () => undefined,
        close: () => Promise.resolve(),
    };
}
//# sourceMappingURL=hosts-network.js.map