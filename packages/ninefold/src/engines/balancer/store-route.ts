/**
 * Where a store's clients are led, decided by terms: a pure state machine. Whoever was fenced off
 * with an old term can't take the clients back, and a route with a lease ends by this host's own
 * monotonic clock.
 */
export interface StoreRoute {
  /** Lowest term that a new route may have. Never falls. */
  readonly leastTerm: number;
  /** Where sessions go; absent: new connections are held. */
  readonly route?: Route;
  /** The route whose lease ran out last: its term leads there or nowhere. */
  readonly expired?: Route;
}

export interface Route {
  readonly term: number;
  readonly host: string;
  readonly port: number;
  readonly lease?: { readonly ttlMs: number; readonly untilMs: number };
}

export type RouteInput =
  | {
      readonly kind: 'route';
      readonly term: number;
      readonly host: string;
      readonly port: number;
      readonly leaseTtlMs?: number;
      readonly leasedFromMs?: number;
    }
  | { readonly kind: 'renew'; readonly term: number }
  | { readonly kind: 'cut'; readonly term: number }
  | { readonly kind: 'tick' };

export interface RouteStep {
  readonly next: StoreRoute;
  readonly outcome:
    | { readonly kind: 'routed' }
    /** The same route as before, its lease prolonged. */
    | { readonly kind: 'renewed' }
    | { readonly kind: 'refused'; readonly reason: string }
    | { readonly kind: 'cut' }
    | { readonly kind: 'expired'; readonly term: number }
    | { readonly kind: 'nothing' };
  /** The sessions under way lead where they may no longer lead. */
  readonly destroySessions: boolean;
}

export const NO_ROUTE: StoreRoute = { leastTerm: 0 };

/** The next state, what became of the input, and whether sessions must end. */
export function nextRoute(state: StoreRoute, input: RouteInput, nowMs: number): RouteStep {
  const { leastTerm, route } = state;
  switch (input.kind) {
    case 'route':
      return takeRoute(state, input, nowMs);
    case 'renew':
      if (route === undefined || isExpired(route, nowMs)) {
        return refused(state, 'there is no route to renew');
      }
      if (input.term !== route.term) return refused(state, 'another term is routed');
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
export function isExpired(route: Route, nowMs: number): boolean {
  return route.lease !== undefined && nowMs >= route.lease.untilMs;
}

function takeRoute(
  state: StoreRoute,
  input: Extract<RouteInput, { kind: 'route' }>,
  nowMs: number,
): RouteStep {
  const { leastTerm, route } = state;
  if (input.term < leastTerm) return refused(state, 'the term is older than one seen');
  const known = route ?? state.expired;
  const same = known !== undefined && known.host === input.host && known.port === input.port;
  if (known !== undefined && input.term === known.term && !same) {
    return refused(state, 'the term leads elsewhere already');
  }
  const { term, host, port } = input;
  const leasedFromMs = Math.min(input.leasedFromMs ?? nowMs, nowMs);
  const taken = withLease({ term, host, port }, input.leaseTtlMs, leasedFromMs);
  if (isExpired(taken, nowMs)) return refused(state, 'its lease has run out already');
  const next = { leastTerm: term, route: taken };
  if (route !== undefined && same && term === route.term && !isExpired(route, nowMs)) {
    return { next, outcome: { kind: 'renewed' }, destroySessions: false };
  }
  // Also at the same address: a higher term is another reign, and sessions belong to one.
  return { next, outcome: { kind: 'routed' }, destroySessions: route !== undefined };
}

function withLease(route: Route, ttlMs: number | undefined, nowMs: number): Route {
  const { term, host, port } = route;
  if (ttlMs === undefined) return { term, host, port };
  return { term, host, port, lease: { ttlMs, untilMs: nowMs + ttlMs } };
}

function refused(state: StoreRoute, reason: string): RouteStep {
  return { next: state, outcome: { kind: 'refused', reason }, destroySessions: false };
}
