/** The region of a member, counted from 0: members are dealt out to the regions in turn. */
export function regionOf(index, regions) {
    return regions[index % regions.length] ?? regions[0];
}
/**
 * A balancer a region, each with a door for every store; the replicas dealt out to the regions.
 *
 * @param nextPort gives a port that nobody else has
 */
export async function layOut(contract, nextPort) {
    const [first = 'local', ...others] = contract.regions;
    const regions = [first, ...others];
    const replicas = [];
    for (let index = 0; index < (contract.app?.replicas ?? 0); index++) {
        const region = regionOf(index, regions);
        replicas.push({ name: `app[${index}]`, index, region, port: await nextPort() });
    }
    const balancers = [];
    for (const region of regions) {
        // The contract's port is the first balancer's: two can't have it.
        const wanted = balancers.length === 0 ? contract.balancer.port : 0;
        const storePorts = new Map();
        for (const { name } of contract.stores)
            storePorts.set(name, await nextPort());
        balancers.push({
            name: regions.length === 1 ? 'balancer' : `balancer[${region}]`,
            region,
            httpPort: wanted === 0 ? await nextPort() : wanted,
            storePorts,
        });
    }
    return { regions, balancers, replicas };
}
//# sourceMappingURL=layout.js.map