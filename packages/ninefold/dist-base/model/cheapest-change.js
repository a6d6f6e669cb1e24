import { designOf } from './design-of.js';
import { ninesOf } from './nines.js';
import { checksOf, tierAnswer } from './plan.js';
import { nothingSolved, reachOf } from './reach.js';
/**
 * The cheapest change that reaches the promise, from the contract's `prices`: designs are looked at in
 * the order of their cost (Dijkstra's search), so the first that keeps the promise is the cheapest.
 *
 * @param maxTried designs at most. Default 250.
 */
export function cheapestChange(contract, measured, maxTried = 250) {
    const levers = leversOf(contract);
    const solved = nothingSolved();
    const frontier = [{ steps: levers.map(() => 0), cost: 0 }];
    const seen = new Set([frontier[0]?.steps.join() ?? '']);
    const curve = [];
    let cheapest;
    let tried = 0;
    while (frontier.length > 0 && tried < maxTried) {
        const node = frontier.shift();
        if (node === undefined)
            break;
        tried += 1;
        const change = evaluate(contract, levers, node, measured, solved);
        if (cheapest === undefined && change.kept)
            cheapest = change;
        const best = curve.at(-1);
        if (best === undefined || change.nines > best.nines + WORTH_NINES) {
            // At the same price the better one stands alone.
            if (curve.length > 1 && best?.costPerMonth === change.costPerMonth)
                curve.pop();
            curve.push(change);
        }
        for (const [index, lever] of levers.entries()) {
            const taken = (node.steps[index] ?? 0) + 1;
            if (taken > lever.most)
                continue;
            const steps = node.steps.with(index, taken);
            const key = steps.join();
            if (seen.has(key))
                continue;
            seen.add(key);
            insert(frontier, { steps, cost: node.cost + lever.price });
        }
    }
    return {
        ...(cheapest === undefined ? {} : { cheapest }),
        curve,
        tried,
        complete: frontier.length === 0,
    };
}
/** A point of the curve is so many nines better than the one before. */
const WORTH_NINES = 0.01;
/** Further members, zones or regions at most, of each kind. */
const MOST_STEPS = 4;
const MOST_HALVINGS = 3;
/** What a heartbeat may be at least (ms), as the contract's parser has it. */
const LEAST_HEARTBEAT = 10;
function leversOf({ prices = {}, app, stores, regions }) {
    const levers = [];
    const add = (price, lever) => {
        if (price !== undefined)
            levers.push({ price, ...lever });
    };
    if (app !== undefined) {
        add(prices.replica, {
            most: Math.min(MOST_STEPS, 50 - app.replicas),
            apply: (contract, times) => withReplicas(contract, times),
            settings: (contract, times) => replicaSettings(contract, times),
        });
    }
    for (const { name, members } of stores) {
        add(prices.member, {
            most: Math.min(MOST_STEPS, 9 - members),
            apply: (contract, times) => withMembers(contract, name, times),
            settings: (_contract, times) => [`stores.${name}.members=${members + times}`],
        });
    }
    add(prices.balancer, {
        most: 2,
        apply: (contract, times) => withBalancers(contract, times),
        settings: (contract, times) => [
            `assumptions.balancer.members=${(contract.assumptions.balancer?.members ?? 1) + times}`,
        ],
    });
    add(prices.zone, {
        most: 2,
        apply: (contract, times) => withZones(contract, times),
        settings: (contract, times) => [
            `assumptions.zone.count=${(contract.assumptions.zone?.count ?? 1) + times}`,
        ],
    });
    add(prices.region, {
        most: Math.min(2, 9 - regions.length),
        apply: (contract, times) => withRegions(contract, times),
        settings: (contract, times) => [
            ...(contract.topology === 'multi-region' ? [] : ['topology=multi-region']),
            `regions=[${withRegions(contract, times).regions.join(', ')}]`,
        ],
    });
    const heartbeats = stores.flatMap(({ members, failover }) => members > 1 ? [failover.heartbeatMs] : []);
    if (heartbeats.length > 0) {
        const halvings = Math.floor(Math.log2(Math.min(...heartbeats) / LEAST_HEARTBEAT));
        add(prices.detection, {
            most: Math.min(MOST_HALVINGS, halvings),
            apply: (contract, times) => withFasterDetection(contract, times),
            settings: (contract, times) => detectionSettings(withFasterDetection(contract, times)),
        });
    }
    return levers;
}
function evaluate(contract, levers, { steps, cost }, measured, solved) {
    const changed = levers.reduce((so, lever, index) => {
        const times = steps[index] ?? 0;
        return times === 0 ? so : lever.apply(so, times);
    }, contract);
    const design = designOf(changed, measured);
    const reach = reachOf(design, solved);
    const tiers = design.tiers.map((tier, i) => tierAnswer(changed, design, reach, tier, i));
    return {
        changes: levers.flatMap((lever, index) => {
            const times = steps[index] ?? 0;
            return times === 0 ? [] : lever.settings(contract, times);
        }),
        costPerMonth: cost,
        availability: reach.availability,
        nines: ninesOf(reach.availability),
        kept: checksOf(changed, reach, tiers).every(({ kept }) => kept),
    };
}
/** Keeps the frontier in the order of cost, what came first before what costs the same. */
function insert(frontier, node) {
    let [low, high] = [0, frontier.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((frontier[middle]?.cost ?? 0) <= node.cost)
            low = middle + 1;
        else
            high = middle;
    }
    frontier.splice(low, 0, node);
}
/** What the load needs does not grow with what is bought. */
function withReplicas(contract, more) {
    const { app, assumptions } = contract;
    if (app === undefined)
        return contract;
    return {
        ...contract,
        app: { ...app, replicas: app.replicas + more },
        assumptions: { ...assumptions, app: { needed: neededReplicas(contract) } },
    };
}
function replicaSettings(contract, more) {
    return [
        `app.replicas=${(contract.app?.replicas ?? 0) + more}`,
        // Half of more replicas would be more than the load needs.
        ...(contract.assumptions.app?.needed === undefined
            ? [`assumptions.app.needed=${neededReplicas(contract)}`]
            : []),
    ];
}
function neededReplicas({ app, assumptions }) {
    return assumptions.app?.needed ?? Math.ceil((app?.replicas ?? 0) / 2);
}
/** Each store that fails over notices a failure twice as fast, so many times over. */
function withFasterDetection(contract, times) {
    const shorter = (ms) => Math.round(ms / 2 ** times);
    return {
        ...contract,
        stores: contract.stores.map((store) => {
            const { heartbeatMs, deadlineMs } = store.failover;
            // A deadline is some heartbeats, and stays so many.
            const failover = { heartbeatMs: shorter(heartbeatMs), deadlineMs: shorter(deadlineMs) };
            return store.members === 1 ? store : { ...store, failover };
        }),
    };
}
function detectionSettings({ stores }) {
    return stores.flatMap(({ name, members, failover: { heartbeatMs, deadlineMs } }) => members === 1
        ? []
        : [
            `stores.${name}.failover.heartbeat=${heartbeatMs}ms`,
            `stores.${name}.failover.deadline=${deadlineMs}ms`,
        ]);
}
function withMembers(contract, name, more) {
    const grow = contract.promise.rpoMs === 0 ? 'synchronous' : undefined;
    return {
        ...contract,
        stores: contract.stores.map((store) => {
            if (store.name !== name)
                return store;
            // The first standby of a store that had none replicates as the promise asks.
            const replication = store.members === 1 ? (grow ?? store.replication) : store.replication;
            return { ...store, members: store.members + more, replication };
        }),
    };
}
function withBalancers(contract, more) {
    const { assumptions } = contract;
    const members = (assumptions.balancer?.members ?? 1) + more;
    return {
        ...contract,
        assumptions: { ...assumptions, balancer: { ...assumptions.balancer, members } },
    };
}
function withZones(contract, more) {
    const { assumptions } = contract;
    const count = (assumptions.zone?.count ?? 1) + more;
    return { ...contract, assumptions: { ...assumptions, zone: { ...assumptions.zone, count } } };
}
function withRegions(contract, more) {
    const added = Array.from({ length: more }, (_, index) => `further-${index + 1}`);
    return { ...contract, topology: 'multi-region', regions: [...contract.regions, ...added] };
}
//# sourceMappingURL=cheapest-change.js.map