/**
 * Which host is to be told which cuts. Each way is cut at one of its ends only, so that a loss is
 * not suffered twice: at the one with the most ways to be cut, which is whom the fault is of. Where
 * faults overlap, the one that came last holds. A disconnected host is cut off from everyone.
 */
export function cutsOf(places, breaks, disconnected) {
    const faultOf = (a, b) => breaks.findLast(({ matches }) => matches(a.name, b.name) || matches(b.name, a.name))?.fault;
    const broken = new Map(places.map((place) => [
        place,
        places.flatMap((peer) => {
            const fault = peer === place ? undefined : faultOf(place, peer);
            return fault ? [{ peer, fault }] : [];
        }),
    ]));
    const byReach = [...broken]
        .filter(([place]) => place.isHost)
        .toSorted(([, a], [, b]) => b.length - a.length);
    const done = new Set();
    const cuts = new Map();
    for (const [place, ways] of byReach) {
        done.add(place);
        if (disconnected.has(place.name)) {
            cuts.set(place.name, [{ peers: 'everyone', fault: { kind: 'partition' } }]);
            continue;
        }
        const own = ways.filter(({ peer }) => !done.has(peer));
        const faults = [...new Set(own.map(({ fault }) => fault))];
        const all = places.length - 1;
        const list = faults.map((fault) => {
            const peers = own.filter((way) => way.fault === fault).map(({ peer }) => peer.address);
            return { peers: peers.length === all ? 'everyone' : peers, fault };
        });
        if (list.length > 0)
            cuts.set(place.name, list);
    }
    return cuts;
}
//# sourceMappingURL=cuts.js.map