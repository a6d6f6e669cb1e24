import type { Candidate } from './choose-replica.ts';
import type { HealthProbe } from './health-probe.ts';
import type { ReplicaAddress } from './message.ts';
import { UNKNOWN_HEALTH, type ReplicaHealth } from './replica-health.ts';
import {
  UpstreamConnection,
  type ConnectionOwner,
  type UpstreamRequest,
} from './upstream-connection.ts';

export interface ReplicaPoolOptions {
  readonly maxConnections: number;
  readonly maxIdleMs: number;
  /** Only a connection idle for less carries a request that may not be repeated (ms). */
  readonly maxIdleForUnsafeMs: number;
}

/** One replica: its health and its connections, at most so many, the last used one reused first. */
export class Replica implements Candidate, ConnectionOwner {
  readonly address: ReplicaAddress;
  health: ReplicaHealth = UNKNOWN_HEALTH;
  drain: 'none' | 'under-way' | 'done' = 'none';
  probe: HealthProbe | undefined;
  nextCheckMs: number = 0;
  readonly #options: ReplicaPoolOptions;
  readonly #onFree: (replica: Replica) => void;
  readonly #connections: Set<UpstreamConnection> = new Set();
  readonly #idle: UpstreamConnection[] = [];
  #nowMs = 0;
  #removed = false;

  /** @param onFree called whenever a request's place has become free */
  constructor(
    address: ReplicaAddress,
    options: ReplicaPoolOptions,
    onFree: (replica: Replica) => void,
  ) {
    this.address = address;
    this.#options = options;
    this.#onFree = onFree;
  }

  get tier(): number {
    return this.address.tier ?? 0;
  }

  get draining(): boolean {
    return this.drain !== 'none';
  }

  get outstanding(): number {
    return this.#connections.size - this.#idle.length;
  }

  get hasCapacity(): boolean {
    return this.#idle.length > 0 || this.#connections.size < this.#options.maxConnections;
  }

  /**
   * Sends a request over an idle connection or a new one.
   *
   * @param repeatable it may be sent again should the server close the idle connection meanwhile
   */
  send(request: UpstreamRequest, repeatable: boolean, nowMs: number): UpstreamConnection {
    const maxIdleMs = repeatable ? this.#options.maxIdleMs : this.#options.maxIdleForUnsafeMs;
    let connection = this.#idle.pop();
    if (connection !== undefined && idleTooLong(connection, nowMs, maxIdleMs)) {
      // The last used one is the freshest: if it will not do, none will.
      if (this.#connections.size < this.#options.maxConnections) this.#idle.push(connection);
      else connection.abandon();
      connection = undefined;
    }
    if (connection === undefined) {
      connection = new UpstreamConnection(this.address.host, this.address.port, this);
      this.#connections.add(connection);
    }
    connection.send(request);
    return connection;
  }

  /** Fails what passed its deadline and closes what idled too long. */
  sweep(nowMs: number): void {
    this.#nowMs = nowMs;
    for (const connection of this.#connections) {
      if (nowMs >= connection.deadlineMs) connection.expire('no answer in time');
    }
    while (this.#idle.length > 0 && idleTooLong(this.#idle[0]!, nowMs, this.#options.maxIdleMs)) {
      this.#idle[0]!.abandon();
    }
  }

  /** Takes back the requests that may be sent elsewhere, since it does not answer. */
  moveRequests(): void {
    for (const connection of Array.from(this.#connections)) {
      connection.expireIfMovable('the replica is slow');
    }
  }

  closeIdle(): void {
    while (this.#idle.length > 0) this.#idle[0]!.abandon();
  }

  /** Closes everything; its requests fail, and go elsewhere where that is allowed. */
  destroy(): void {
    this.#removed = true;
    this.probe?.abandon();
    for (const connection of Array.from(this.#connections)) {
      connection.expire('the replica was removed');
    }
  }

  onIdle(connection: UpstreamConnection): void {
    if (this.draining || this.#removed) {
      connection.abandon();
      return;
    }
    connection.idleSinceMs = this.#nowMs;
    this.#idle.push(connection);
    this.#onFree(this);
  }

  onClosed(connection: UpstreamConnection): void {
    this.#connections.delete(connection);
    const index = this.#idle.indexOf(connection);
    if (index >= 0) this.#idle.splice(index, 1);
    this.#onFree(this);
  }
}

function idleTooLong(connection: UpstreamConnection, nowMs: number, maxIdleMs: number): boolean {
  // Closed well before the server would: what is sent into that moment is lost.
  const hint = connection.keepAliveMs;
  const bound =
    hint === undefined ? maxIdleMs : Math.min(maxIdleMs, Math.max(hint / 2, hint - 2000));
  return nowMs - connection.idleSinceMs >= bound;
}
