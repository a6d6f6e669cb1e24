/**
 * @param addressOf where this balancer reaches a member of the store
 */
export function balancerDoor(options) {
    const { balancer, store, leaseTtlMs, send, addressOf } = options;
    let listener = () => undefined;
    /** A door asks from its start on, which is before there is an agent to hear it. */
    let lastAskedMs;
    return {
        name: balancer,
        cut(term) {
            // The balancer's cut names the last term to end, the decision's the first to stay.
            send({ kind: 'cut', store, term: term - 1 });
        },
        route(primary, term, leasedFromMs) {
            send({ kind: 'route', store, term, ...addressOf(primary), leaseTtlMs, leasedFromMs });
        },
        onEvent(next) {
            listener = next;
            if (lastAskedMs !== undefined)
                next({ kind: 'lease-asked', doorMs: lastAskedMs });
        },
        receive(event) {
            if (!('store' in event) || event.store !== store)
                return;
            if (event.kind === 'cut')
                listener({ kind: 'cut', term: event.term + 1, doorMs: event.atMs });
            else if (event.kind === 'routed')
                listener({ kind: 'routed', term: event.term });
            else if (event.kind === 'lease-asked') {
                lastAskedMs = event.atMs;
                listener({ kind: 'lease-asked', doorMs: event.atMs });
            }
        },
    };
}
//# sourceMappingURL=door.js.map