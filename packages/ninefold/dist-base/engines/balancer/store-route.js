export const NO_ROUTE = { leastTerm: 0 };
/** The next state, what became of the input, and whether sessions must end. */
export function nextRoute(state, input, nowMs) {
    const { leastTerm, route } = state;
    switch (input.kind) {
        case 'route':
            return takeRoute(state, input, nowMs);
        case 'renew':
            if (route === undefined || isExpired(route, nowMs)) {
                return refused(state, 'there is no route to renew');
            }
            if (input.term !== route.term)
                return refused(state, 'another term is routed');
            return {
                next: { leastTerm, route: withLease(route, route.lease?.ttlMs, nowMs) },
                outcome: { kind: 'renewed' },
                destroySessions: false,
            };
        case 'cut': {
            const cuts = route !== undefined && route.term <= input.term;
            const least = Math.max(leastTerm, input.term + 1);
            return {
                next: cuts ? { leastTerm: least } : { ...state, leastTerm: least },
                outcome: { kind: 'cut' },
                destroySessions: cuts,
            };
        }
        case 'tick':
            if (route === undefined || !isExpired(route, nowMs)) {
                return { next: state, outcome: { kind: 'nothing' }, destroySessions: false };
            }
            return {
                next: { leastTerm, expired: route },
                outcome: { kind: 'expired', term: route.term },
                destroySessions: true,
            };
    }
}
/** The lease of a route has run out. */
export function isExpired(route, nowMs) {
    return route.lease !== undefined && nowMs >= route.lease.untilMs;
}
function takeRoute(state, input, nowMs) {
    const { leastTerm, route } = state;
    if (input.term < leastTerm)
        return refused(state, 'the term is older than one seen');
    const known = route ?? state.expired;
    const same = known !== undefined && known.host === input.host && known.port === input.port;
    if (known !== undefined && input.term === known.term && !same) {
        return refused(state, 'the term leads elsewhere already');
    }
    const { term, host, port } = input;
    const leasedFromMs = Math.min(input.leasedFromMs ?? nowMs, nowMs);
    const taken = withLease({ term, host, port }, input.leaseTtlMs, leasedFromMs);
    if (isExpired(taken, nowMs))
        return refused(state, 'its lease has run out already');
    const next = { leastTerm: term, route: taken };
    if (route !== undefined && same && term === route.term && !isExpired(route, nowMs)) {
        return { next, outcome: { kind: 'renewed' }, destroySessions: false };
    }
    // Also at the same address: a higher term is another reign, and sessions belong to one.
    return { next, outcome: { kind: 'routed' }, destroySessions: route !== undefined };
}
function withLease(route, ttlMs, nowMs) {
    const { term, host, port } = route;
    if (ttlMs === undefined)
        return { term, host, port };
    return { term, host, port, lease: { ttlMs, untilMs: nowMs + ttlMs } };
}
function refused(state, reason) {
    return { next: state, outcome: { kind: 'refused', reason }, destroySessions: false };
}
//# sourceMappingURL=store-route.js.map