import type { BalancerSpec } from '../../contract/contract.ts';

/** Where a replica of the app listens. */
export interface ReplicaAddress {
  /** The member's name, such as `app[2]`; unique in the balancer. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /** Replicas of a higher tier take requests only when no lower one can. Default 0. */
  readonly tier?: number;
}

/** How a replica is chosen among those in rotation. */
export type BalancerPolicy =
  /** The one with the fewest outstanding requests; ties take turns. */
  | 'least-loaded'
  /** The first in the order they were added (active-passive topologies). */
  | 'primary-backup';

/** What the HTTP side allows. Each bound has a default, named beside it. */
export interface HttpLimits {
  /** Time for one health check (ms). Default: the contract's `checkEveryMs`. */
  readonly checkTimeoutMs: number;
  /** Time to connect to a replica (ms). Default 1 s. */
  readonly connectTimeoutMs: number;
  /** Time without an answer when no other attempt may follow (ms). Default 30 s. */
  readonly responseTimeoutMs: number;
  /** Time without progress in a body, either way (ms). Default 60 s. */
  readonly idleBodyTimeoutMs: number;
  /** Time a request waits for a replica in rotation with a free connection (ms). Default 1 s. */
  readonly waitMs: number;
  /** Requests waiting at once; beyond it 503. Default 1,024. */
  readonly maxWaiting: number;
  /** A request body up to so many bytes is kept for a replay. Default 256 KiB. */
  readonly maxReplayBytes: number;
  /** All kept bodies together (bytes); beyond it bodies are streamed. Default 64 MiB. */
  readonly maxKeptBytes: number;
  /** Client connections at once. Default 8,192. */
  readonly maxClientConnections: number;
  /** A pooled connection idle for longer is closed (ms). Default 3 s (node's servers close at 5 s). */
  readonly maxIdleMs: number;
  /** Only a connection idle for less carries a request that may not be repeated (ms). Default 1 s. */
  readonly maxIdleForUnsafeMs: number;
  /** Retries allowed per request, in the long run. Default 0.2. */
  readonly retryRatio: number;
  /** Retries that may come at once. Default 512. */
  readonly retryReserve: number;
}

export interface HttpPlaneConfig {
  readonly spec: BalancerSpec;
  readonly policy: BalancerPolicy;
  /** Path of the readiness endpoint; 2xx means ready. */
  readonly readyPath: string;
  readonly replicas: readonly ReplicaAddress[];
  /** What it counts and tells of (`counted`). Absent: nothing. */
  readonly sli?: SliConfig;
  /** Keep the X-Forwarded-* and Forwarded fields of the client and add to them. Default false. */
  readonly trustForwarded?: boolean;
  readonly limits?: Partial<HttpLimits>;
}

export interface SliConfig {
  /** The latency that is promised (ms); absent: none is. */
  readonly latencyBelowMs?: number;
  /** Requests for these paths count as nothing: those that ask after the health of a replica. */
  readonly exceptPaths: readonly string[];
}

/** Requests of clients since the balancer started; each is one event of an SLI, or none. */
export interface SliCounts {
  readonly good: number;
  readonly bad: number;
}

export interface EventCounts {
  readonly availability: SliCounts;
  /** Absent when no latency is promised. */
  readonly latency?: SliCounts;
}

export interface StoreListenerConfig {
  readonly store: string;
  /** Port to listen on; 0 lets the system choose. */
  readonly port: number;
  /** How long a new connection is held while there is no primary to lead it to (ms). Default 10 s. */
  readonly holdMs?: number;
  /** Connections held at once. Default 512. */
  readonly maxHeld?: number;
  /** Sessions at once, the held ones included. Default 2,048. */
  readonly maxSessions?: number;
  /** Asks for the route's lease so often (ms). Absent: never; routes without a lease need none. */
  readonly askLeaseEveryMs?: number;
}

export interface BalancerConfig {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Absent for a topology without an app. */
  readonly http?: HttpPlaneConfig;
  readonly stores: readonly StoreListenerConfig[];
}

/** Leads a store's clients to the primary of a term. */
export interface RouteMessage {
  readonly kind: 'route';
  readonly store: string;
  readonly term: number;
  readonly host: string;
  readonly port: number;
  /** The route holds for so long unless renewed (ms); absent: until replaced. */
  readonly leaseTtlMs?: number;
  /**
   * From when the lease counts, by this process's monotonic clock: the instant it asked for it
   * (`lease-asked`). A message that was long under way then prolongs nothing. Absent: its receipt.
   */
  readonly leasedFromMs?: number;
}

/** What the balancer can be told while it runs. */
export type BalancerUpdate =
  | { readonly kind: 'add-replica'; readonly replica: ReplicaAddress }
  /** At once: its connections are closed, its requests go elsewhere where that is allowed. */
  | { readonly kind: 'remove-replica'; readonly id: string }
  /** No new requests; the event `drained` comes when none is outstanding. */
  | { readonly kind: 'drain-replica'; readonly id: string }
  /** Ends a drain: the replica is back in rotation if it is ready. */
  | { readonly kind: 'restore-replica'; readonly id: string }
  | RouteMessage
  /** Prolongs the lease of the route of this term by its `leaseTtlMs` from now. */
  | { readonly kind: 'renew'; readonly store: string; readonly term: number }
  /** Destroys the sessions to primaries of this term and older ones, and refuses routes to them. */
  | { readonly kind: 'cut'; readonly store: string; readonly term: number };

/** Parent to process. */
export type BalancerMessage =
  | { readonly kind: 'start'; readonly config: BalancerConfig }
  /** Ends: listeners are closed, connections are destroyed. */
  | { readonly kind: 'stop' }
  | BalancerUpdate;

/** Process to parent. Instants are of the host's monotonic clock (ms). */
export type BalancerEvent =
  | {
      readonly kind: 'listening';
      /** 0 without an HTTP side. */
      readonly httpPort: number;
      readonly storePorts: Readonly<Record<string, number>>;
    }
  /** It can't start (a port in use, say), and ends with exit code 1. */
  | { readonly kind: 'failed'; readonly text: string }
  | {
      readonly kind: 'ejected';
      readonly atMs: number;
      readonly id: string;
      readonly reason: string;
    }
  /** Sent four times a second, with traffic or without, to a balancer that was told to count. */
  | { readonly kind: 'counted'; readonly atMs: number; readonly counts: EventCounts }
  | { readonly kind: 'admitted'; readonly atMs: number; readonly id: string }
  | { readonly kind: 'drained'; readonly atMs: number; readonly id: string }
  | {
      readonly kind: 'routed';
      readonly atMs: number;
      readonly store: string;
      readonly term: number;
      readonly host: string;
      readonly port: number;
      /** Sessions to the primary before that were destroyed. */
      readonly destroyedSessions: number;
    }
  | {
      readonly kind: 'route-refused';
      readonly atMs: number;
      readonly store: string;
      readonly term: number;
      readonly highestTerm: number;
      readonly reason: string;
    }
  /** Answers `cut`, after the sessions were destroyed. */
  | {
      readonly kind: 'cut';
      readonly atMs: number;
      readonly store: string;
      readonly term: number;
      readonly destroyedSessions: number;
    }
  /** Sent at once and then every third of a lease: the route's lease is wanted anew. */
  | { readonly kind: 'lease-asked'; readonly atMs: number; readonly store: string }
  | {
      readonly kind: 'lease-expired';
      readonly atMs: number;
      readonly store: string;
      readonly term: number;
      readonly destroyedSessions: number;
    }
  /** A message that was not understood. It changed nothing. */
  | { readonly kind: 'ignored'; readonly text: string };
