import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock } from '../../clock/clock.ts';
import { chooseReplica, isInRotation } from './choose-replica.ts';
import { EventCounter, type RequestEnd } from './event-counts.ts';
import { answer, ClientResponse, Exchange, type ExchangePlane } from './exchange.ts';
import { HealthProbe } from './health-probe.ts';
import type { BalancerEvent, HttpLimits, HttpPlaneConfig, ReplicaAddress } from './message.ts';
import { PatientTime } from './patient-time.ts';
import { nextHealth, type HealthInput } from './replica-health.ts';
import { Replica } from './replica.ts';
import { readRequest } from './request-head.ts';
import { RetryBudget } from './retry-budget.ts';

/** Deadlines are looked at so often (ms): their resolution. */
const SWEEP_MS = 20;
/** A longer time between two sweeps is a stall of our own, not of the replicas (ms). */
const MAX_STEP_MS = 100;
/** What was counted is told so often (ms). */
const TELL_COUNTS_MS = 250;
/** After a longer stall, idle connections are not trusted (ms). */
const LONG_STALL_MS = 500;

const DEFAULT_LIMITS: Omit<HttpLimits, 'checkTimeoutMs'> = {
  connectTimeoutMs: 1000,
  responseTimeoutMs: 30_000,
  idleBodyTimeoutMs: 60_000,
  waitMs: 1000,
  maxWaiting: 1024,
  maxReplayBytes: 256 * 1024,
  maxKeptBytes: 64 * 1024 * 1024,
  maxClientConnections: 8192,
  maxIdleMs: 3000,
  maxIdleForUnsafeMs: 1000,
  retryRatio: 0.2,
  retryReserve: 512,
};

/** The HTTP side: a server for clients, replicas behind it, and who waits in between. */
export class HttpPlane implements ExchangePlane {
  keptBytes: number = 0;
  readonly #config: HttpPlaneConfig;
  readonly #limits: HttpLimits;
  readonly #clock: Clock;
  readonly #emit: (event: BalancerEvent) => void;
  readonly #budget: RetryBudget;
  readonly #time: PatientTime;
  readonly #server: Server;
  #replicas: Replica[] = [];
  readonly #waiting: Exchange[] = [];
  readonly #counter: EventCounter | undefined;
  #countsToldMs = -Infinity;
  #turn = 0;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(config: HttpPlaneConfig, clock: Clock, emit: (event: BalancerEvent) => void) {
    this.#config = config;
    this.#limits = {
      checkTimeoutMs: config.spec.checkEveryMs,
      ...DEFAULT_LIMITS,
      ...config.limits,
    };
    this.#clock = clock;
    this.#emit = emit;
    this.#counter = config.sli && new EventCounter(config.sli.latencyBelowMs);
    this.#budget = new RetryBudget(this.#limits.retryRatio, this.#limits.retryReserve);
    this.#time = new PatientTime(clock.monotonicMs(), MAX_STEP_MS);
    this.#server = createServer(
      {
        ServerResponse: ClientResponse as never,
        noDelay: true,
        maxHeaderSize: 16 * 1024,
        headersTimeout: 15_000,
        requestTimeout: 300_000,
        // Longer than clients' pools keep theirs, so that the client is the one who closes.
        keepAliveTimeout: 65_000,
      },
      (request, response) => this.#serve(request, response as ClientResponse),
    );
    this.#server.maxConnections = this.#limits.maxClientConnections;
    this.#server.on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
    for (const address of config.replicas) this.addReplica(address);
  }

  get nowMs(): number {
    return this.#time.nowMs;
  }

  get clockMs(): number {
    return this.#clock.monotonicMs();
  }

  get maxAttempts(): number {
    return this.#config.spec.maxAttempts;
  }

  get attemptTimeoutMs(): number {
    return this.#config.spec.attemptTimeoutMs;
  }

  get connectTimeoutMs(): number {
    return this.#limits.connectTimeoutMs;
  }

  get responseTimeoutMs(): number {
    return this.#limits.responseTimeoutMs;
  }

  get idleBodyTimeoutMs(): number {
    return this.#limits.idleBodyTimeoutMs;
  }

  get maxReplayBytes(): number {
    return this.#limits.maxReplayBytes;
  }

  get maxKeptBytes(): number {
    return this.#limits.maxKeptBytes;
  }

  get replicaCount(): number {
    return this.#replicas.length;
  }

  get mayRetry(): boolean {
    return this.#budget.affordable;
  }

  /** Listens, and resolves with the port. Rejects with the system's error (EADDRINUSE, say). */
  listen(host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#config.spec.port, host, () => {
        this.#server.off('error', reject);
        this.#server.on('error', () => {
          // An accept that failed (EMFILE, say): the client tries again.
        });
        this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
        this.#sweep();
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    clearInterval(this.#sweeper);
    for (const exchange of this.#waiting.splice(0)) exchange.refuse(503, 'the balancer stops');
    const replicas = this.#replicas;
    this.#replicas = [];
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
      for (const replica of replicas) replica.destroy();
    });
  }

  addReplica(address: ReplicaAddress): void {
    this.removeReplica(address.id);
    const { maxConnectionsPerReplica: maxConnections } = this.#config.spec;
    const options = { ...this.#limits, maxConnections };
    this.#replicas.push(new Replica(address, options, (replica) => this.#onFree(replica)));
    if (this.#sweeper !== undefined) this.#sweep();
  }

  removeReplica(id: string): void {
    const replica = this.#find(id);
    if (replica === undefined) return;
    this.#replicas = this.#replicas.filter((other) => other !== replica);
    replica.destroy();
  }

  drainReplica(id: string): void {
    const replica = this.#find(id);
    if (replica === undefined || replica.drain !== 'none') return;
    replica.drain = 'under-way';
    replica.closeIdle();
    this.#noteDrained(replica);
  }

  restoreReplica(id: string): void {
    const replica = this.#find(id);
    if (replica === undefined) return;
    replica.drain = 'none';
    this.#pump();
  }

  place(exchange: Exchange): void {
    // Whoever waits comes first.
    const replica =
      this.#waiting.length === 0
        ? chooseReplica(this.#replicas, this.#config.policy, this.#turn++, exchange.tried)
        : undefined;
    if (replica !== undefined) {
      exchange.sendTo(replica);
    } else if (this.#waiting.length >= this.#limits.maxWaiting) {
      exchange.refuse(503, 'too many requests are waiting');
    } else {
      exchange.waitUntilMs = this.nowMs + this.#limits.waitMs;
      this.#waiting.push(exchange);
    }
  }

  forget(exchange: Exchange): void {
    const index = this.#waiting.indexOf(exchange);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  hasOther(tried: readonly Replica[]): boolean {
    return this.#replicas.some((replica) => isInRotation(replica) && !tried.includes(replica));
  }

  spendRetry(): boolean {
    return this.#budget.spend();
  }

  count(end: RequestEnd): void {
    this.#counter?.count(end);
  }

  observe(replica: Replica, input: HealthInput): void {
    const before = replica.health;
    const last = !this.#replicas.some((other) => other !== replica && isInRotation(other));
    const after = nextHealth(before, input, { nowMs: this.nowMs, last });
    if (after === before) return;
    replica.health = after;
    if (!this.#replicas.includes(replica)) return;
    const { id } = replica.address;
    const atMs = this.#clock.monotonicMs();
    if (after.kind === 'healthy' && before.kind !== 'healthy') {
      this.#emit({ kind: 'admitted', atMs, id });
      this.#pump();
    } else if (after.kind !== 'healthy' && before.kind === 'healthy') {
      const reason = after.kind === 'unready' ? after.cause : 'requests failed';
      this.#emit({ kind: 'ejected', atMs, id, reason });
      const slow = after.kind === 'ejected' || (after.kind === 'unready' && after.cause === 'slow');
      if (slow && !last) replica.moveRequests();
    }
  }

  #serve(request: IncomingMessage, response: ClientResponse): void {
    this.#budget.earn();
    const head = readRequest({
      method: request.method!,
      target: request.url!,
      httpVersionMajor: request.httpVersionMajor,
      httpVersionMinor: request.httpVersionMinor,
      rawHeaders: request.rawHeaders,
      clientAddress: request.socket.remoteAddress ?? 'unknown',
      trustForwarded: this.#config.trustForwarded === true,
    });
    if (head.kind === 'refused') {
      answer(response, head.status, head.reason, false);
      this.count({ status: head.status, how: 'answered', durationMs: 0 });
    } else {
      const counts = !head.ofProof && this.#counts(request.url!);
      new Exchange(this, head, request, response, counts).begin();
    }
  }

  /** Whether a request is an event of an SLI. */
  #counts(target: string): boolean {
    const { sli } = this.#config;
    if (sli === undefined) return false;
    const query = target.indexOf('?');
    return !sli.exceptPaths.includes(query === -1 ? target : target.slice(0, query));
  }

  #tellCounts(atMs: number): void {
    if (this.#counter === undefined || atMs < this.#countsToldMs + TELL_COUNTS_MS) return;
    this.#countsToldMs = atMs;
    this.#emit({ kind: 'counted', atMs, counts: this.#counter.counts() });
  }

  #sweep(): void {
    const atMs = this.#clock.monotonicMs();
    const stalledMs = this.#time.tick(atMs);
    this.#tellCounts(atMs);
    const { nowMs } = this;
    for (const replica of this.#replicas) {
      // Meanwhile the servers may have closed what we take for open.
      if (stalledMs > LONG_STALL_MS) replica.closeIdle();
      replica.sweep(nowMs);
      this.#check(replica, nowMs);
    }
    while (this.#waiting.length > 0 && nowMs >= this.#waiting[0]!.waitUntilMs) {
      this.#waiting.shift()!.refuse(503, 'no replica is ready');
    }
    // A panic choice opens no connection and admits nobody: those who wait must ask for it.
    this.#pump();
  }

  #check(replica: Replica, nowMs: number): void {
    const { probe } = replica;
    if (probe !== undefined && !probe.closed) {
      if (nowMs < probe.startedMs + this.#limits.checkTimeoutMs) return;
      probe.expire();
    }
    if (nowMs < replica.nextCheckMs) return;
    replica.nextCheckMs = nowMs + this.#config.spec.checkEveryMs;
    replica.probe = new HealthProbe(replica.address, this.#config.readyPath, nowMs, (result) =>
      this.observe(replica, result),
    );
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const { tried } = this.#waiting[0]!;
      const replica = chooseReplica(this.#replicas, this.#config.policy, this.#turn++, tried);
      if (replica === undefined) return;
      this.#waiting.shift()!.sendTo(replica);
    }
  }

  #onFree(replica: Replica): void {
    if (this.#waiting.length > 0) this.#pump();
    if (replica.drain === 'under-way') this.#noteDrained(replica);
  }

  #noteDrained(replica: Replica): void {
    if (replica.drain !== 'under-way' || replica.outstanding > 0) return;
    replica.drain = 'done';
    this.#emit({ kind: 'drained', atMs: this.#clock.monotonicMs(), id: replica.address.id });
  }

  #find(id: string): Replica | undefined {
    return this.#replicas.find((replica) => replica.address.id === id);
  }
}
