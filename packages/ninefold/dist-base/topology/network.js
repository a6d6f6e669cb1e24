import { openLink } from '../faults/link/link.js';
/** @param linked whether connections go through links that faults can break */
export function createNetwork(linked, clock, random) {
    const edges = new Map();
    const opened = [];
    const ports = new Map();
    let breaks = [];
    let closed = false;
    const faultOf = ({ from, to }) => breaks.findLast(({ matches }) => matches(from, to))?.fault;
    /** Brings a link into the state that the faults in force want. */
    const settle = (edge) => {
        const fault = faultOf(edge);
        if (fault === edge.link.fault)
            return;
        if (fault)
            edge.link.setFault(fault);
        else
            edge.link.heal();
    };
    const open = async (from, to, upstream) => {
        const link = await openLink({ name: `${from}>${to}`, upstream, clock, random });
        const edge = { from, to, link };
        opened.push(edge);
        settle(edge);
        return edge;
    };
    return {
        async connect(from, to, address) {
            if (closed)
                throw new Error(`${from} can't connect to ${to}: the network is closed`);
            let used = address;
            if (linked) {
                const key = `${from}>${to}`;
                // The promise is kept, so that two who ask at once get the same link.
                const edge = edges.get(key) ?? open(from, to, address);
                edges.set(key, edge);
                used = { host: '127.0.0.1', port: (await edge).link.port };
            }
            ports.set(`${from}:${used.port}`, to);
            return used;
        },
        breakEdges(matches, fault) {
            if (!opened.some(({ from, to }) => matches(from, to)))
                return undefined;
            const added = { matches, fault };
            breaks.push(added);
            opened.forEach(settle);
            return () => {
                breaks = breaks.filter((one) => one !== added);
                opened.forEach(settle);
            };
        },
        settled: () => Promise.resolve(),
        memberAt: (from, port) => ports.get(`${from}:${port}`),
        async close() {
            closed = true;
            // Those still being opened too.
            await Promise.allSettled(edges.values());
            await Promise.all(opened.map(({ link }) => link.close()));
        },
    };
}
export function addressAt(port) {
    return { host: '127.0.0.1', port };
}
//# sourceMappingURL=network.js.map