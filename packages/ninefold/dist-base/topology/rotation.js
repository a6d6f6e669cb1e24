export function createRotation(balancerCount) {
    const admitted = new Map();
    const drained = new Map();
    const of = (map, replica) => {
        const known = map.get(replica) ?? new Set();
        map.set(replica, known);
        return known;
    };
    return {
        receive(balancer, event) {
            if (event.kind === 'admitted')
                of(admitted, event.id).add(balancer);
            else if (event.kind === 'ejected')
                of(admitted, event.id).delete(balancer);
            else if (event.kind === 'drained')
                of(drained, event.id).add(balancer);
        },
        forget(balancer) {
            for (const set of [...admitted.values(), ...drained.values()])
                set.delete(balancer);
        },
        isAdmitted: (replica) => of(admitted, replica).size === balancerCount,
        beginDrain(replica) {
            drained.set(replica, new Set());
        },
        drainedBy: (replica) => of(drained, replica),
    };
}
//# sourceMappingURL=rotation.js.map