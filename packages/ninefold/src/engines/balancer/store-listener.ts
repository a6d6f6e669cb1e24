import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import type { Clock } from '../../clock/clock.ts';
import type { BalancerEvent, BalancerUpdate, StoreListenerConfig } from './message.ts';
import { isExpired, nextRoute, NO_ROUTE, type Route, type StoreRoute } from './store-route.ts';
import { StoreSession, type SessionOwner } from './store-session.ts';

/** A held connection asks again so often (ms), while the primary refuses. */
const RETRY_MS = 10;
/** A connection to the primary that takes longer is given up and tried again (ms). */
const CONNECT_TIMEOUT_MS = 1000;

type Bounds = Required<Pick<StoreListenerConfig, 'holdMs' | 'maxHeld' | 'maxSessions'>>;

/** A TCP listener that leads to the store's primary, and holds who comes while there is none. */
export class StoreListener implements SessionOwner {
  readonly #config: StoreListenerConfig & Bounds;
  readonly #clock: Clock;
  readonly #emit: (event: BalancerEvent) => void;
  readonly #server: Server;
  readonly #sessions: Set<StoreSession> = new Set();
  readonly #held: Set<StoreSession> = new Set();
  readonly #connecting: Map<StoreSession, number> = new Map();
  #state: StoreRoute = NO_ROUTE;
  #leaseTimer: NodeJS.Timeout | undefined;
  #askTimer: NodeJS.Timeout | undefined;
  #holdTimer: NodeJS.Timeout | undefined;

  constructor(config: StoreListenerConfig, clock: Clock, emit: (event: BalancerEvent) => void) {
    this.#config = { holdMs: 10_000, maxHeld: 512, maxSessions: 2048, ...config };
    this.#clock = clock;
    this.#emit = emit;
    this.#server = createServer(
      { allowHalfOpen: true, pauseOnConnect: true, noDelay: true },
      (socket) => this.#accept(socket),
    );
    this.#server.maxConnections = this.#config.maxSessions;
  }

  get store(): string {
    return this.#config.store;
  }

  listen(host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#config.port, host, () => {
        this.#server.off('error', reject);
        this.#askForLeases();
        this.#server.on('error', () => {
          // An accept that failed (EMFILE, say): the client tries again.
        });
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    clearTimeout(this.#leaseTimer);
    clearInterval(this.#askTimer);
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const session of Array.from(this.#sessions)) session.destroy();
      clearInterval(this.#holdTimer);
    });
  }

  apply(update: Extract<BalancerUpdate, { kind: 'route' | 'renew' | 'cut' }>): void {
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
      const { host, port } = next.route!;
      this.#leadHeld();
      this.#emit({ kind: 'routed', atMs, store, term, host, port, destroyedSessions });
    } else if (outcome.kind === 'cut') {
      this.#emit({ kind: 'cut', atMs, store, term, destroyedSessions });
    }
  }

  /** Cuts the sessions if the lease has run out. Its timer calls this, and so do tests. */
  expire(): void {
    const nowMs = this.#clock.monotonicMs();
    const { next, outcome, destroySessions } = nextRoute(this.#state, { kind: 'tick' }, nowMs);
    this.#state = next;
    const destroyedSessions = destroySessions ? this.#destroyLed() : 0;
    if (outcome.kind !== 'expired') return;
    const { store } = this.#config;
    this.#emit({
      kind: 'lease-expired',
      atMs: nowMs,
      store,
      term: outcome.term,
      destroyedSessions,
    });
  }

  allows(route: Route): boolean {
    const current = this.#state.route;
    return (
      current !== undefined &&
      current.term === route.term &&
      !isExpired(current, this.#clock.monotonicMs())
    );
  }

  onUnconnected(session: StoreSession): void {
    this.#connecting.delete(session);
    this.#hold(session);
  }

  onClosed(session: StoreSession): void {
    this.#sessions.delete(session);
    this.#held.delete(session);
    this.#connecting.delete(session);
  }

  #askForLeases(): void {
    const { store, askLeaseEveryMs } = this.#config;
    if (askLeaseEveryMs === undefined) return;
    const ask = (): void =>
      this.#emit({ kind: 'lease-asked', atMs: this.#clock.monotonicMs(), store });
    ask();
    this.#askTimer = setInterval(ask, askLeaseEveryMs);
  }

  #accept(socket: Socket): void {
    const untilMs = this.#clock.monotonicMs() + this.#config.holdMs;
    const session = new StoreSession(socket, untilMs, this);
    this.#sessions.add(session);
    const { route } = this.#state;
    if (route !== undefined && this.allows(route)) this.#lead(session, route);
    else this.#hold(session);
  }

  #lead(session: StoreSession, route: Route): void {
    this.#connecting.set(session, this.#clock.monotonicMs());
    this.#startHoldTimer();
    session.lead(route);
  }

  #leadHeld(): void {
    const { route } = this.#state;
    if (route === undefined || !this.allows(route)) return;
    for (const session of Array.from(this.#held)) {
      this.#held.delete(session);
      this.#lead(session, route);
    }
  }

  #hold(session: StoreSession): void {
    if (this.#held.size >= this.#config.maxHeld) {
      session.destroy();
      return;
    }
    this.#held.add(session);
    this.#startHoldTimer();
  }

  /** One timer for all that are held or connecting, and none when there are none. */
  #startHoldTimer(): void {
    this.#holdTimer ??= setInterval(() => this.#sweep(), RETRY_MS);
  }

  #sweep(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [session, sinceMs] of Array.from(this.#connecting)) {
      if (!session.led || session.joined) this.#connecting.delete(session);
      else if (nowMs - sinceMs >= CONNECT_TIMEOUT_MS) session.release();
    }
    for (const session of Array.from(this.#held))
      if (nowMs >= session.holdUntilMs) session.destroy();
    this.#leadHeld();
    if (this.#held.size === 0 && this.#connecting.size === 0) {
      clearInterval(this.#holdTimer);
      this.#holdTimer = undefined;
    }
  }

  #destroyLed(): number {
    let count = 0;
    for (const session of Array.from(this.#sessions)) {
      // Who is only connecting has sent nothing yet, and can be led to the next primary.
      session.release();
      if (!session.led) continue;
      session.destroy();
      count += 1;
    }
    return count;
  }

  #armLease(nowMs: number): void {
    clearTimeout(this.#leaseTimer);
    const lease = this.#state.route?.lease;
    if (lease === undefined) return;
    this.#leaseTimer = setTimeout(
      () => {
        this.expire();
        // Timers may fire a little early.
        this.#armLease(this.#clock.monotonicMs());
      },
      Math.max(1, Math.ceil(lease.untilMs - nowMs)),
    );
  }
}
