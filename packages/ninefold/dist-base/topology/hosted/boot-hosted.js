import { until } from '../../clock/until.js';
import { formatDuration } from '../../contract/duration.js';
import { cacheDirectory } from '../../engines/postgres/cache-directory.js';
import { operatingUser } from '../../engines/postgres/operating-user.js';
import { renderLeaseGuard } from '../../render/etcd/lease-guard.js';
import { canIsolateHosts } from '../../supervisor/hosts/capabilities.js';
import { LOOPBACK, openLoopback, openNamespaces, } from '../../supervisor/hosts/hosts.js';
import { openPorts } from '../../supervisor/ports.js';
import { openSupervisor } from '../../supervisor/supervisor.js';
import { teller } from '../lifecycle.js';
import { settleAll } from '../settle-all.js';
import { untilWhole } from '../until-whole.js';
import { createReplicas, placeReplicas } from './app-replicas.js';
import { clusterPlanOf } from './cluster-plan.js';
import { locateEngines } from './engine-programs.js';
import { createEtcdCluster, placeEtcd } from './etcd-cluster.js';
import { createHaproxyPair, placeBalancers } from './haproxy-pair.js';
import { watchHaproxy } from './haproxy-sight.js';
import { hostFiles } from './host-files.js';
import { createHostsNetwork } from './hosts-network.js';
import { createPatroniStore, placePatroni } from './patroni-store.js';
const WHOLE_WITHIN_MS = 30_000;
const ETCD_WITHIN_MS = 30_000;
/** Where clients reach the app, when the contract names no port. */
const APP_PORT = 8080;
const STORE_PORT = 5432;
/**
 * Starts a topology of the engines of production, each member on a host of its own: three etcd,
 * the stores under Patroni, the app, and two HAProxy that stand in for each other behind one
 * virtual address. Hosts are network namespaces as root, and loopback addresses else; there faults
 * of the network are not supported, and there is no virtual address.
 *
 * @throws EnvironmentError when an engine is not installed or can't start; the signal's reason.
 * Nothing is left running then
 */
export async function bootHosted(options) {
    const { contract, clock, signal, onEvent } = options;
    const specs = contract.stores.filter(({ engine }) => engine === 'patroni');
    const programs = locateEngines(cacheDirectory(), specs.length > 0);
    const supervisor = await openSupervisor(clock);
    const ports = openPorts();
    const tell = teller(clock, onEvent);
    const closers = [];
    const restarting = new Map();
    let hosts;
    let closed;
    const close = () => {
        closed ??= (async () => {
            for (const member of restarting.values())
                member.close();
            for (const end of closers)
                end();
            try {
                await settleAll([ports.close(), hosts?.close() ?? Promise.resolve()]);
            }
            finally {
                await supervisor.close();
            }
        })();
        return closed;
    };
    const adopt = (members) => {
        for (const [name, member] of members)
            restarting.set(name, member);
    };
    try {
        hosts = canIsolateHosts() ? await openNamespaces(supervisor, clock) : openLoopback(supervisor);
        const opened = hosts;
        const network = createHostsNetwork(opened);
        const user = memberUser();
        const surroundings = {
            service: contract.service,
            rtoReason: `promise.rto: ${formatDuration(contract.promise.rtoMs)}`,
            clock,
            tell,
            network,
            programs,
            user,
            isolated: opened.isolated,
            virtualAddress: opened.virtualAddress,
            clientAddress: opened.clientAddress,
            onGrant: (member, term, atMs) => {
                onEvent({ atMs, kind: 'granted', member, term, text: `took the leader key, term ${term}` });
            },
            portFor: (standard) => (opened.isolated ? Promise.resolve(standard) : ports.next()),
            async addHost(name) {
                const host = await opened.add(name);
                network.join(host);
                return host;
            },
            filesOf: (host) => hostFiles(supervisor.runDirectory, host, user),
        };
        // Everything has its place before anything starts: configurations name each other's addresses.
        const etcdPlaces = specs.length > 0 ? await placeEtcd(surroundings) : [];
        const storePlaces = new Map();
        for (const spec of specs)
            storePlaces.set(spec, await placePatroni(spec, surroundings));
        const balancerPlaces = await placeBalancers(surroundings);
        const replicaPlaces = contract.app
            ? await placeReplicas(contract.app, surroundings, () => ports.next())
            : [];
        const clients = [surroundings.clientAddress, ...balancerPlaces.map(({ host }) => host.address)];
        const guards = new Map();
        const stores = [];
        for (const [spec, places] of storePlaces) {
            const plan = clusterPlanOf(contract, spec, places, etcdPlaces, clients);
            const cluster = { ...plan, postBootstrap: '' };
            guards.set(spec.name, (member) => renderLeaseGuard(cluster, member));
            stores.push(createPatroniStore(spec, places, etcdPlaces, plan, surroundings));
        }
        const etcd = createEtcdCluster(etcdPlaces, guards, surroundings);
        // Every address of its host, the virtual one too.
        const listen = opened.isolated ? '*' : LOOPBACK;
        const doors = await Promise.all(balancerPlaces.map(() => doorsOf(contract, specs, surroundings)));
        const pair = createHaproxyPair(contract, balancerPlaces, (index) => ({
            ...(contract.app
                ? {
                    app: {
                        bind: { address: listen, port: doors[index]?.app ?? 0 },
                        servers: replicaPlaces.map(({ index: replica, address, port }) => ({
                            name: `app${replica}`,
                            address,
                            port,
                        })),
                        readyPath: contract.app.health.ready,
                        checkEveryMs: contract.balancer.checkEveryMs,
                        attemptTimeoutMs: contract.balancer.attemptTimeoutMs,
                        maxAttempts: contract.balancer.maxAttempts,
                        maxConnectionsPerReplica: contract.balancer.maxConnectionsPerReplica,
                        drainMs: contract.app.stopTimeoutMs,
                    },
                }
                : {}),
            stores: [...storePlaces].map(([spec, places]) => ({
                name: spec.name,
                primary: { address: listen, port: doors[index]?.stores.get(spec.name)?.primary ?? 0 },
                replicas: { address: listen, port: doors[index]?.stores.get(spec.name)?.replicas ?? 0 },
                members: places.map(({ member }) => ({
                    name: member.name,
                    address: member.address,
                    port: member.postgresPort,
                    restPort: member.restPort,
                })),
                leaseS: clusterPlanOf(contract, spec, places, etcdPlaces, clients).timing.leaseS,
                rtoReason: surroundings.rtoReason,
            })),
        }), surroundings);
        const storeUrl = (name) => {
            const store = stores.find(({ spec }) => spec.name === name);
            const port = doors[0]?.stores.get(name)?.primary;
            if (!store || port === undefined)
                throw new RangeError(`no store ${name}`);
            const { user: role, password, database } = store.appLogin;
            return `postgres://${role}:${password}@${pair.address}:${port}/${database}`;
        };
        adopt(etcd.restarting);
        adopt(pair.restarting);
        for (const store of stores) {
            adopt(store.restarting);
            closers.push(() => {
                store.close();
            });
        }
        await settleAll([etcd.begin(signal), pair.begin(signal)]);
        if (etcdPlaces.length > 0) {
            await until('etcd to have a leader', () => etcd.isWhole(), {
                clock,
                withinMs: ETCD_WITHIN_MS,
                everyMs: 20,
                signal,
            });
        }
        await settleAll(stores.map((store) => store.begin(signal)));
        const replicas = contract.app
            ? createReplicas(contract, contract.app, replicaPlaces, {
                ...surroundings,
                directory: options.directory,
                storeUrl,
            })
            : undefined;
        const sight = watchHaproxy({
            statsSockets: pair.statsSockets,
            replicas: new Map(replicaPlaces.map(({ index, host }) => [`app${index}`, host.name])),
            clock,
            tell,
        });
        sight.begin();
        closers.push(() => {
            sight.close();
        });
        const serverOf = (replica) => replica.replace('[', '').replace(']', '');
        const notWhole = () => {
            for (const [name, member] of restarting)
                if (!member.isReady)
                    return `${name} to be ready`;
            const unheld = pair.missing();
            if (unheld !== undefined)
                return unheld;
            for (const { spec, sight: seen, members, agent } of stores) {
                const missing = seen.missing();
                if (missing !== undefined)
                    return missing;
                const index = agent.primary()?.member;
                const primary = index === undefined ? undefined : storePlaces.get(spec)?.[index]?.member;
                if (!primary || !sight.isUp(`${spec.name}-primary`, primary.name)) {
                    return `the balancers to lead to ${members[index ?? 0]?.name ?? spec.name}`;
                }
            }
            for (const { host } of replicaPlaces) {
                if (!sight.isUp('app-replicas', serverOf(host.name))) {
                    return `the balancers to lead requests to ${host.name}`;
                }
            }
            return undefined;
        };
        // The app may need its stores to start.
        const storesLed = () => notWhole()?.startsWith('the balancers to lead requests') ?? true;
        await until('the balancers to lead to every primary', storesLed, {
            clock,
            withinMs: WHOLE_WITHIN_MS,
            signal,
        });
        if (replicas) {
            adopt(replicas.restarting);
            await settleAll([...replicas.restarting.values()].map((one) => one.begin(signal)));
        }
        return {
            runDirectory: supervisor.runDirectory,
            members: [
                ...pair.machines,
                ...(replicas?.machines ?? []),
                ...stores.flatMap((store) => store.machines),
                ...etcd.members,
            ],
            stores,
            network,
            baseUrls: contract.app ? [`http://${pair.address}:${doors[0]?.app ?? 0}`] : [],
            storeUrl,
            async drain(member, stop) {
                await sight.drain(serverOf(member));
                await until(`the balancers to drain ${member}`, () => sight.isDrained(serverOf(member)), {
                    clock,
                    withinMs: WHOLE_WITHIN_MS,
                    everyMs: 10,
                    signal: stop,
                });
            },
            restore(member) {
                sight.restore(serverOf(member)).catch(() => undefined);
            },
            isReady: (member) => restarting.get(member)?.isReady ?? false,
            isAdmitted: (member) => sight.isUp('app-replicas', serverOf(member)),
            boundedDirectory: () => undefined,
            isWhole: () => notWhole() === undefined,
            untilWhole: (withinMs, stop) => untilWhole(notWhole, clock, withinMs, stop),
            close,
        };
    }
    catch (error) {
        await close();
        // What was under way when the user stopped us fails for that reason alone.
        throw signal.aborted ? signal.reason : error;
    }
}
async function doorsOf({ balancer }, specs, { portFor }) {
    const stores = new Map();
    for (const [index, { name }] of specs.entries()) {
        const first = STORE_PORT + 10 * index;
        stores.set(name, { primary: await portFor(first), replicas: await portFor(first + 1) });
    }
    return { app: balancer.port === 0 ? await portFor(APP_PORT) : balancer.port, stores };
}
/** Whether a contract is for the engines of production. */
export function isHosted({ balancer, stores }) {
    return balancer.engine === 'haproxy' || stores.some(({ engine }) => engine === 'patroni');
}
function memberUser() {
    const user = operatingUser();
    const { uid, gid } = user.as;
    return { ...user, asMember: uid === undefined || gid === undefined ? {} : { as: { uid, gid } } };
}
//# sourceMappingURL=boot-hosted.js.map