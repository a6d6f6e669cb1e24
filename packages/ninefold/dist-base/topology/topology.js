import { until } from '../clock/until.js';
import { EnvironmentError } from '../ports/errors.js';
import { canBoundDirectories } from '../supervisor/bounded-directory.js';
import { isFree, openPorts } from '../supervisor/ports.js';
import { openSupervisor } from '../supervisor/supervisor.js';
import { placeBalancers } from './balancers.js';
import { bootHosted, isHosted } from './hosted/boot-hosted.js';
import { layOut } from './layout.js';
import { teller } from './lifecycle.js';
import { membersOf } from './members.js';
import { addressAt, createNetwork } from './network.js';
import { placeReplicas } from './replicas.js';
import { createRotation } from './rotation.js';
import { failOver, startServers, } from './running-store.js';
import { settleAll } from './settle-all.js';
import { untilWhole } from './until-whole.js';
const WHOLE_WITHIN_MS = 30_000;
/** Room for a data directory, its rebuild beside it, and the WAL of some minutes. */
const BOUND_BYTES = 192 * 1024 * 1024;
/** Clients of the workload, as an end of an edge. */
const CLIENTS = 'clients';
/**
 * Starts everything the contract names, in the order of what depends on what: stores and balancers
 * first, the app when its stores can be written to.
 *
 * @throws EnvironmentError when a member can't start or never gets ready; the signal's reason.
 * Nothing is left running then
 */
export async function bootTopology(options) {
    const { contract, clock, random, signal, onEvent } = options;
    if (isHosted(contract))
        return bootHosted(options);
    await refusePortInUse(contract.balancer.port);
    const supervisor = await openSupervisor(clock);
    const network = createNetwork(options.linked, clock, random);
    const ports = openPorts();
    const tell = teller(clock, onEvent);
    const stores = [];
    const restarting = new Map();
    let closed;
    const close = () => {
        closed ??= (async () => {
            for (const member of restarting.values())
                member.close();
            for (const store of stores)
                store.close();
            try {
                await settleAll([network.close(), ports.close()]);
            }
            finally {
                await supervisor.close();
            }
        })();
        return closed;
    };
    try {
        const layout = await layOut(contract, () => ports.next());
        const rotation = createRotation(layout.balancers.length);
        const surroundings = {
            supervisor,
            network,
            clock,
            ports,
            onEvent,
            onFailure: options.onFailure,
            ...(options.bounded && canBoundDirectories() ? { boundBytes: BOUND_BYTES } : {}),
        };
        const balancers = await placeBalancers(contract, layout, {
            supervisor,
            network,
            clock,
            rotation,
            tell,
        });
        for (const { place, balancer } of balancers)
            restarting.set(place.name, balancer.member);
        // Balancers and servers need nothing of each other to start.
        const servers = settleAll(contract.stores.map((store) => startServers(store, surroundings, signal)));
        const listening = settleAll(balancers.map(({ balancer }) => balancer.member.begin(signal)));
        await settleAll([servers, listening]);
        for (const cluster of await servers) {
            stores.push(await openDoors(cluster, balancers, surroundings));
        }
        for (const { spec, agent, members } of stores) {
            await until(`${spec.name} to have a primary that its clients reach`, () => agent.isWhole(), {
                clock,
                withinMs: WHOLE_WITHIN_MS,
                everyMs: 3,
                signal,
            });
            for (const member of members)
                tell('ready', member.name, 'ready');
        }
        if (contract.app) {
            const replicas = await placeReplicas(contract, contract.app, layout, {
                directory: options.directory,
                supervisor,
                network,
                clock,
                tell,
                storeUrl: (store, door) => storeUrl(stores, store, door),
            });
            for (const [name, replica] of replicas)
                restarting.set(name, replica);
            await settleAll([...replicas.values()].map((replica) => replica.begin(signal)));
        }
        return {
            runDirectory: supervisor.runDirectory,
            ...assemble({
                clock,
                layout,
                network,
                rotation,
                balancers,
                restarting,
                stores,
                appStopWithinMs: contract.app?.stopTimeoutMs ?? 0,
            }),
            baseUrls: contract.app ? await baseUrlsOf(layout, network) : [],
            close,
        };
    }
    catch (error) {
        await close();
        // What was under way when the user stopped us fails for that reason alone.
        throw signal.aborted ? signal.reason : error;
    }
}
function assemble(parts) {
    const { clock, layout, network, rotation, balancers, restarting, stores } = parts;
    const notWhole = () => {
        for (const [name, member] of restarting)
            if (!member.isReady)
                return `${name} to be ready`;
        for (const { name } of layout.replicas) {
            if (!rotation.isAdmitted(name))
                return `the balancer to lead requests to ${name}`;
        }
        for (const { spec, agent } of stores) {
            if (!agent.isWhole())
                return `${spec.name} to have a primary and all its standbys`;
        }
        return undefined;
    };
    return {
        members: membersOf(layout, restarting, stores, parts.appStopWithinMs),
        stores,
        network,
        storeUrl(store) {
            const port = layout.balancers[0]?.storePorts.get(store);
            if (port === undefined)
                throw new RangeError(`no store ${store}`);
            return storeUrl(stores, store, addressAt(port));
        },
        async drain(member, signal) {
            rotation.beginDrain(member);
            for (const { balancer } of balancers)
                balancer.send({ kind: 'drain-replica', id: member });
            await until(`the balancer to drain ${member}`, () => balancers.every(
            // One that does not run leads nobody anywhere.
            ({ place, balancer }) => rotation.drainedBy(member).has(place.name) || !balancer.member.isReady), { clock, withinMs: WHOLE_WITHIN_MS, everyMs: 2, signal });
        },
        restore(member) {
            for (const { balancer } of balancers)
                balancer.send({ kind: 'restore-replica', id: member });
        },
        isReady: (member) => restarting.get(member)?.isReady ?? false,
        isAdmitted: (member) => rotation.isAdmitted(member),
        boundedDirectory: (member) => stores.flatMap((store) => store.members).find(({ name }) => name === member)
            ?.boundedDirectory,
        isWhole: () => notWhole() === undefined,
        untilWhole: (withinMs, signal) => untilWhole(notWhole, clock, withinMs, signal),
    };
}
/** Puts the failover agent over a store's servers, and tells the balancers where these are. */
async function openDoors(servers, balancers, surroundings) {
    const { spec, members } = servers;
    for (const { place, storeAddresses } of balancers) {
        const addresses = members.map(({ name, port }) => surroundings.network.connect(place.name, name, addressAt(port)));
        storeAddresses.set(spec.name, await Promise.all(addresses));
    }
    const doors = balancers
        .map((balancer) => balancer.doors.get(spec.name))
        .filter((door) => door !== undefined);
    return failOver(servers, doors, surroundings);
}
function storeUrl(stores, store, door) {
    const member = stores.find(({ spec }) => spec.name === store)?.members[0];
    if (!member)
        throw new RangeError(`no store ${store}`);
    const { user, password, database } = member.login('app');
    return `postgres://${user}:${password}@${door.host}:${door.port}/${database}`;
}
function baseUrlsOf({ balancers }, network) {
    return Promise.all(balancers.map(async ({ name, httpPort }) => {
        const { host, port } = await network.connect(CLIENTS, name, addressAt(httpPort));
        return `http://${host}:${port}`;
    }));
}
/** @throws EnvironmentError when the port the contract asks for is taken */
async function refusePortInUse(port) {
    if (port === 0 || (await isFree(port)))
        return;
    throw new EnvironmentError(`port ${port} on 127.0.0.1 is in use; the contract asks for it in balancer.port. Free it, choose another, or leave it out`);
}
//# sourceMappingURL=topology.js.map