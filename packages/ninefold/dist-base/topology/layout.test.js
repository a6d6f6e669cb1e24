import { expect, it } from 'vitest';
import { parseContract } from '../contract/parse-contract.js';
import { layOut } from './layout.js';
function contract(more) {
    const text = `
service: checkout
promise: { availability: 99.9% }
app: { run: [node, server.js], replicas: 4 }
stores: { orders: postgres }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
${more}`;
    const parsed = parseContract(text, 'ninefold.yaml');
    if (!parsed.ok)
        throw new Error(JSON.stringify(parsed.problems));
    return parsed.contract;
}
function counter() {
    let port = 100;
    return () => Promise.resolve(port++);
}
it('has one balancer where there is one region', async () => {
    const { balancers } = await layOut(contract(''), counter());
    expect(balancers.map(({ name }) => name)).toEqual(['balancer']);
});
it('has a balancer in each region, and deals the replicas out', async () => {
    const layout = await layOut(contract('topology: multi-region\nregions: [eu, us]'), counter());
    expect(layout.balancers.map(({ name }) => name)).toEqual(['balancer[eu]', 'balancer[us]']);
    expect(layout.replicas.map(({ region }) => region)).toEqual(['eu', 'us', 'eu', 'us']);
});
it('gives the port of the contract to the first balancer only, and every other once', async () => {
    const given = contract('balancer: { port: 8080 }\ntopology: multi-region\nregions: [eu, us]');
    const { balancers, replicas } = await layOut(given, counter());
    expect(balancers[0]?.httpPort).toBe(8080);
    const ports = [
        ...replicas.map(({ port }) => port),
        ...balancers.flatMap(({ httpPort, storePorts }) => [httpPort, ...storePorts.values()]),
    ];
    expect(new Set(ports).size).toBe(ports.length);
});
//# sourceMappingURL=layout.test.js.map