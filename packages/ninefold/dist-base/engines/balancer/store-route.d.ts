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
    readonly lease?: {
        readonly ttlMs: number;
        readonly untilMs: number;
    };
}
export type RouteInput = {
    readonly kind: 'route';
    readonly term: number;
    readonly host: string;
    readonly port: number;
    readonly leaseTtlMs?: number;
    readonly leasedFromMs?: number;
} | {
    readonly kind: 'renew';
    readonly term: number;
} | {
    readonly kind: 'cut';
    readonly term: number;
} | {
    readonly kind: 'tick';
};
export interface RouteStep {
    readonly next: StoreRoute;
    readonly outcome: {
        readonly kind: 'routed';
    }
    /** The same route as before, its lease prolonged. */
     | {
        readonly kind: 'renewed';
    } | {
        readonly kind: 'refused';
        readonly reason: string;
    } | {
        readonly kind: 'cut';
    } | {
        readonly kind: 'expired';
        readonly term: number;
    } | {
        readonly kind: 'nothing';
    };
    /** The sessions under way lead where they may no longer lead. */
    readonly destroySessions: boolean;
}
export declare const NO_ROUTE: StoreRoute;
/** The next state, what became of the input, and whether sessions must end. */
export declare function nextRoute(state: StoreRoute, input: RouteInput, nowMs: number): RouteStep;
/** The lease of a route has run out. */
export declare function isExpired(route: Route, nowMs: number): boolean;
//# sourceMappingURL=store-route.d.ts.map