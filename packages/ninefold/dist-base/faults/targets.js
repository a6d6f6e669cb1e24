import { EnvironmentError } from '../ports/errors.js';
/**
 * The members that a target means at this moment. Where it leaves a choice, chance makes it.
 *
 * @throws EnvironmentError when there is none, a store without a primary for example
 */
export function membersOf(target, topology, random) {
    const { members } = topology;
    switch (target.kind) {
        case 'app': {
            const replicas = members.filter(({ kind }) => kind === 'app');
            const name = target.index === undefined ? undefined : `app[${target.index}]`;
            const chosen = name ? replicas.find((one) => one.name === name) : pick(replicas, random);
            return chosen ? [chosen] : nobody('app');
        }
        case 'balancer': {
            const balancers = members.filter(({ kind }) => kind === 'balancer');
            const active = balancers.find((one) => one.isActive?.()) ?? balancers[0];
            return active ? [active] : nobody('balancer');
        }
        case 'etcd': {
            const etcd = members.filter(({ kind }) => kind === 'etcd');
            const name = target.index === undefined ? undefined : `etcd[${target.index}]`;
            const chosen = name ? etcd.find((one) => one.name === name) : pick(etcd, random);
            return chosen ? [chosen] : nobody(name ?? 'etcd');
        }
        case 'region': {
            const region = target.region ?? regionOfPrimary(topology);
            return members.filter((member) => member.region === region);
        }
        case 'store': {
            const store = storeOf(topology, target.store);
            const primary = store.agent.primary()?.member;
            const named = store.members.map(({ name }) => members.find((one) => one.name === name));
            const primaryMember = primary === undefined ? undefined : named[primary];
            if (!primaryMember)
                return nobody(`${store.spec.name} primary`);
            if (target.role === 'primary')
                return [primaryMember];
            const standbys = named.filter((one) => one !== undefined && one !== primaryMember);
            const present = standbys.filter((one) => one !== undefined);
            if (target.role === 'standbys')
                return present;
            if (target.role === 'replication')
                return [primaryMember, ...present];
            const chosen = pick(present, random);
            return chosen ? [chosen] : nobody(`${store.spec.name} standby`);
        }
    }
}
/** The store a fault names, or the contract's first. */
export function storeOf(topology, name) {
    const store = name ? topology.stores.find(({ spec }) => spec.name === name) : topology.stores[0];
    return store ?? nobody(name ?? 'store');
}
/** Whether a name, `clients` among them, is of the sides that a store's members are cut from. */
export function sidesOf(sides, topology, target) {
    const store = storeOf(topology, target.kind === 'store' ? target.store : undefined);
    const own = new Set(store.members.map(({ name }) => name));
    const etcd = new Set(topology.members.filter(({ kind }) => kind === 'etcd').map(({ name }) => name));
    return (name) => (sides.includes('standbys') && own.has(name)) ||
        (sides.includes('etcd') && etcd.has(name)) ||
        (sides.includes('clients') && !own.has(name) && !etcd.has(name));
}
function regionOfPrimary(topology) {
    const [store] = topology.stores;
    const primary = store?.agent.primary();
    const name = primary === undefined ? undefined : store?.members[primary.member]?.name;
    const member = topology.members.find((one) => one.name === name) ?? topology.members[0];
    return member?.region ?? nobody('region');
}
function pick(from, random) {
    return from[Math.floor(random() * from.length)];
}
function nobody(target) {
    throw new EnvironmentError(`there is no ${target} to break at this moment`);
}
//# sourceMappingURL=targets.js.map