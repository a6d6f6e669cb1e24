import { createServer } from 'node:net';
import { isExpired, nextRoute, NO_ROUTE } from './store-route.js';
import { StoreSession } from './store-session.js';
/** A held connection asks again so often (ms), while the primary refuses. */
const RETRY_MS = 10;
/** A connection to the primary that takes longer is given up and tried again (ms). */
const CONNECT_TIMEOUT_MS = 1000;
/** A TCP listener that leads to the store's primary, and holds who comes while there is none. */
export class StoreListener {
    #config;
    #clock;
    #emit;
    #server;
    #sessions = new Set();
    #held = new Set();
    #connecting = new Map();
    #state = NO_ROUTE;
    #leaseTimer;
    #askTimer;
    #holdTimer;
    constructor(config, clock, emit) {
        this.#config = { holdMs: 10_000, maxHeld: 512, maxSessions: 2048, ...config };
        this.#clock = clock;
        this.#emit = emit;
        this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => this.#accept(socket));
        this.#server.maxConnections = this.#config.maxSessions;
    }
    get store() {
        return this.#config.store;
    }
    listen(host) {
        return new Promise((resolve, reject) => {
            this.#server.once('error', reject);
            this.#server.listen(this.#config.port, host, () => {
                this.#server.off('error', reject);
                this.#askForLeases();
                this.#server.on('error', () => {
                    // An accept that failed (EMFILE, say): the client tries again.
                });
                resolve(this.#server.address().port);
            });
        });
    }
    close() {
        clearTimeout(this.#leaseTimer);
        clearInterval(this.#askTimer);
        return new Promise((resolve) => {
            this.#server.close(() => resolve());
            for (const session of Array.from(this.#sessions))
                session.destroy();
            clearInterval(this.#holdTimer);
        });
    }
    apply(update) {
        this.expire();
        const nowMs = this.#clock.monotonicMs();
        const { next, outcome, destroySessions } = nextRoute(this.#state, update, nowMs);
        this.#state = next;
        const destroyedSessions = destroySessions ? this.#destroyLed() : 0;
        const atMs = nowMs;
        const { store, term } = update;
        if (outcome.kind === 'refused') {
            const { leastTerm: highestTerm } = next;
            const { reason } = outcome;
            this.#emit({ kind: 'route-refused', atMs, store, term, highestTerm, reason });
            return;
        }
        this.#armLease(nowMs);
        if (outcome.kind === 'routed') {
            const { host, port } = next.route;
            this.#leadHeld();
            this.#emit({ kind: 'routed', atMs, store, term, host, port, destroyedSessions });
        }
        else if (outcome.kind === 'cut') {
            this.#emit({ kind: 'cut', atMs, store, term, destroyedSessions });
        }
    }
    /** Cuts the sessions if the lease has run out. Its timer calls this, and so do tests. */
    expire() {
        const nowMs = this.#clock.monotonicMs();
        const { next, outcome, destroySessions } = nextRoute(this.#state, { kind: 'tick' }, nowMs);
        this.#state = next;
        const destroyedSessions = destroySessions ? this.#destroyLed() : 0;
        if (outcome.kind !== 'expired')
            return;
        const { store } = this.#config;
        this.#emit({
            kind: 'lease-expired',
            atMs: nowMs,
            store,
            term: outcome.term,
            destroyedSessions,
        });
    }
    allows(route) {
        const current = this.#state.route;
        return (current !== undefined &&
            current.term === route.term &&
            !isExpired(current, this.#clock.monotonicMs()));
    }
    onUnconnected(session) {
        this.#connecting.delete(session);
        this.#hold(session);
    }
    onClosed(session) {
        this.#sessions.delete(session);
        this.#held.delete(session);
        this.#connecting.delete(session);
    }
    #askForLeases() {
        const { store, askLeaseEveryMs } = this.#config;
        if (askLeaseEveryMs === undefined)
            return;
        const ask = () => this.#emit({ kind: 'lease-asked', atMs: this.#clock.monotonicMs(), store });
        ask();
        this.#askTimer = setInterval(ask, askLeaseEveryMs);
    }
    #accept(socket) {
        const untilMs = this.#clock.monotonicMs() + this.#config.holdMs;
        const session = new StoreSession(socket, untilMs, this);
        this.#sessions.add(session);
        const { route } = this.#state;
        if (route !== undefined && this.allows(route))
            this.#lead(session, route);
        else
            this.#hold(session);
    }
    #lead(session, route) {
        this.#connecting.set(session, this.#clock.monotonicMs());
        this.#startHoldTimer();
        session.lead(route);
    }
    #leadHeld() {
        const { route } = this.#state;
        if (route === undefined || !this.allows(route))
            return;
        for (const session of Array.from(this.#held)) {
            this.#held.delete(session);
            this.#lead(session, route);
        }
    }
    #hold(session) {
        if (this.#held.size >= this.#config.maxHeld) {
            session.destroy();
            return;
        }
        this.#held.add(session);
        this.#startHoldTimer();
    }
    /** One timer for all that are held or connecting, and none when there are none. */
    #startHoldTimer() {
        this.#holdTimer ??= setInterval(() => this.#sweep(), RETRY_MS);
    }
    #sweep() {
        const nowMs = this.#clock.monotonicMs();
        for (const [session, sinceMs] of Array.from(this.#connecting)) {
            if (!session.led || session.joined)
                this.#connecting.delete(session);
            else if (nowMs - sinceMs >= CONNECT_TIMEOUT_MS)
                session.release();
        }
        for (const session of Array.from(this.#held))
            if (nowMs >= session.holdUntilMs)
                session.destroy();
        this.#leadHeld();
        if (this.#held.size === 0 && this.#connecting.size === 0) {
            clearInterval(this.#holdTimer);
            this.#holdTimer = undefined;
        }
    }
    #destroyLed() {
        let count = 0;
        for (const session of Array.from(this.#sessions)) {
            // Who is only connecting has sent nothing yet, and can be led to the next primary.
            session.release();
            if (!session.led)
                continue;
            session.destroy();
            count += 1;
        }
        return count;
    }
    #armLease(nowMs) {
        clearTimeout(this.#leaseTimer);
        const lease = this.#state.route?.lease;
        if (lease === undefined)
            return;
        this.#leaseTimer = setTimeout(() => {
            this.expire();
            // Timers may fire a little early.
            this.#armLease(this.#clock.monotonicMs());
        }, Math.max(1, Math.ceil(lease.untilMs - nowMs)));
    }
}
//# sourceMappingURL=store-listener.js.map