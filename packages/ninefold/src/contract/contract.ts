import type { AttachSpec } from './attach.ts';
import type { KubernetesSpec } from './kubernetes.ts';
import type { LogSpec } from './logs.ts';
import type { Assumptions, Prices } from './planning.ts';

import type { SloSection } from './slo-section.ts';
import type { BalancerPlaceSpec, PatroniSpec } from './real-engines.ts';

/**
 * The contract as data: what `ninefold.yaml` says once it is parsed, checked and completed with
 * defaults. Durations are in milliseconds, ratios are 0 to 1, rates are per second.
 */
export interface Contract {
  readonly service: string;
  readonly promise: ServicePromise;
  /** Default: `multi-region` with regions, else `active-active` with an app, else `active-passive`. */
  readonly topology: TopologyShape;
  /** Names of the regions; one, `local`, unless `topology` is `multi-region`. */
  readonly regions: readonly string[];
  /** Absent for a store without an app: the workload is then SQL. */
  readonly app?: AppSpec;
  readonly stores: readonly StoreSpec[];
  readonly balancer: BalancerSpec;
  /** Kafka clusters, for render; absent: none. */
  readonly logs?: readonly LogSpec[];
  /** Absent: nothing is known of a Kubernetes cluster, and nothing rendered for one. */
  readonly kubernetes?: KubernetesSpec;
  readonly workload: WorkloadSpec;
  readonly calls: readonly CallSpec[];
  readonly assumptions: Assumptions;
  /** What changes cost; absent: nothing can be bought. */
  readonly prices?: Prices;
  /** How the promise is watched in production. */
  readonly slo: SloSection;
  readonly proof: ProofSpec;
  /** Absent: there is no cluster to attach to. */
  readonly attach?: AttachSpec;
}

export type TopologyShape = 'active-passive' | 'active-active' | 'multi-region';

export interface ServicePromise {
  readonly availability: Objective & {
    /** The SLA, looser than the objective; equal to it when the contract names none. */
    readonly agreement: number;
    /** The window in which the budget is counted (ms). Default 30 d. */
    readonly windowMs: number;
  };
  /** Share of operations that must end ok within a bound. */
  readonly latency?: Objective & { readonly belowMs: number };
  /** Longest time from a fault to service restored (ms). Default 30 s. */
  readonly rtoMs: number;
  /** Oldest acknowledged write that may be lost (ms before the fault). Default 0: none may. */
  readonly rpoMs: number;
}

export interface Objective {
  /** 0 to 1. */
  readonly objective: number;
}

export interface AppSpec {
  /** An argument array, never a shell string. Run in the contract's folder. */
  readonly run: readonly string[];
  /** Default 3. */
  readonly replicas: number;
  readonly health: { readonly live: string; readonly ready: string };
  /** `host:port` of each replica; empty when the contract names none. */
  readonly hosts: readonly string[];
  /** Beside `PORT` and the stores' URLs. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long a replica may take until ready (ms). Default 15 s. */
  readonly startTimeoutMs: number;
  /** How long a replica may take to end after SIGTERM, before SIGKILL (ms). Default 10 s. */
  readonly stopTimeoutMs: number;
}

export interface StoreSpec {
  readonly name: string;
  /** `postgres` (default): failed over by Ninefold; `patroni`: by Patroni. */
  readonly engine: 'postgres' | 'patroni';
  /** There when the engine is Patroni. */
  readonly patroni?: PatroniSpec;
  /** Members: one primary, the others standbys. Default 3. */
  readonly members: number;
  /** `synchronous` is the default when the promised RPO is 0 and there are two members or more. */
  readonly replication: 'synchronous' | 'asynchronous';
  readonly failover: FailoverTiming;
}

export interface FailoverTiming {
  /** Time between two heartbeats (ms). Default 100. */
  readonly heartbeatMs: number;
  /** A member silent for so long has failed (ms). Default 300. */
  readonly deadlineMs: number;
}

export interface BalancerSpec extends BalancerPlaceSpec {
  /** Port on 127.0.0.1; 0, the default, lets the system choose. */
  readonly port: number;
  /** Port on 127.0.0.1 at which Prometheus scrapes what the balancers counted. Absent: none. */
  readonly metricsPort?: number;
  /** Time between two active health checks of a replica (ms). Default 200. */
  readonly checkEveryMs: number;
  /** One attempt at a replica (ms), after which another is tried. Default 2 s. */
  readonly attemptTimeoutMs: number;
  /** Attempts at most, the first included. Default 3. */
  readonly maxAttempts: number;
  /** Connections at most to one replica. Default 128. */
  readonly maxConnectionsPerReplica: number;
}

export type WorkloadSpec = HttpWorkloadSpec | SqlWorkloadSpec;

export interface WorkloadSchedule {
  /** Operations per second. Default 200. */
  readonly ratePerSecond: number;
  /** `fixed` (default): operation k is due at t0 + k / rate; `poisson`: exponential gaps. */
  readonly arrivals: 'fixed' | 'poisson';
  /** After so long without an answer an operation is unknown (ms). Default 5 s. */
  readonly timeoutMs: number;
}

export interface HttpWorkloadSpec extends WorkloadSchedule {
  readonly kind: 'http';
  readonly write: {
    readonly method: string;
    /** `{{id}}` stands for the operation's id, here, in headers and in `json`. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /**
     * Sent as JSON; absent: no body. Default for POST, PUT and PATCH: `{ id: "{{id}}" }`, unless the
     * contract says `json: null`.
     */
    readonly json?: unknown;
    /** Statuses that acknowledge the write. Default 200, 201, 202, 204. */
    readonly acknowledged: readonly number[];
  };
  readonly read: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly present: readonly number[];
    readonly absent: readonly number[];
  };
}

/** Writes rows straight into a store, through the address that leads to its primary. */
export interface SqlWorkloadSpec extends WorkloadSchedule {
  readonly kind: 'sql';
  readonly store: string;
}

export interface CallSpec {
  readonly name: string;
  /** The dependency's availability (0 to 1). */
  readonly availability: number;
  readonly timeoutMs: number;
  readonly attempts: number;
  /** The share of operations that do without it while it is away (0 to 1). Default 0. */
  readonly fallback?: number;
  /** Answers kept from before: the share that has one, and how long it may be used (ms). */
  readonly cache?: { readonly hits: number; readonly lastsMs: number };
  /** Other calls that it goes through. Default: none. */
  readonly needs?: readonly string[];
}

export interface ProofSpec {
  /** Trials of each fault. Default 3. */
  readonly trials: number;
  /**
   * Default: `kill store primary` and `freeze store primary` with a store, `kill app` and `rolling
   * restart` with an app.
   */
  readonly faults: readonly FaultSpec[];
  /** A trial that has not recovered by then is broken (ms). Default: 2 x RTO + 10 s. */
  readonly recoveryTimeoutMs: number;
  /** Seeds every choice by chance in the run. Default 1. */
  readonly seed: number;
}

/** One fault: steps in order; the last one's instant is the instant of the fault. */
export interface FaultSpec {
  /** As the contract words it. */
  readonly sentence: string;
  readonly steps: readonly FaultStep[];
}

export type FaultStep =
  | { readonly verb: 'kill'; readonly target: Target }
  | { readonly verb: 'stop'; readonly target: Target }
  | { readonly verb: 'freeze'; readonly target: Target; readonly forMs: number }
  /** Of the app's replicas; or of a store's servers: standbys first, then a switchover, then it. */
  | {
      readonly verb: 'rolling-restart';
      readonly target:
        | { readonly kind: 'app' }
        | { readonly kind: 'store'; readonly store?: string; readonly role: 'standbys' };
    }
  | {
      readonly verb: 'switchover';
      readonly target: {
        readonly kind: 'store';
        readonly store?: string;
        readonly role: 'primary';
      };
    }
  /** Every member of a store and all their data at once; it begins again from its archive. */
  | { readonly verb: 'lose'; readonly target: { readonly kind: 'store'; readonly store?: string } }
  | {
      readonly verb: 'partition';
      readonly target: Target;
      /** From whom; absent: from everyone. */
      readonly from?: readonly PartitionSide[];
      readonly forMs: number;
    }
  | {
      readonly verb: 'delay';
      readonly target: Target;
      readonly byMs: number;
      readonly forMs: number;
    }
  /** Each piece of data is lost with this chance and sent again after a retransmission timeout. */
  | {
      readonly verb: 'drop';
      readonly target: Target;
      readonly ratio: number;
      readonly forMs: number;
    }
  /** Connections are reset at once and as long as it lasts. */
  | { readonly verb: 'reset'; readonly target: Target; readonly forMs: number }
  | {
      readonly verb: 'throttle';
      readonly target: Target;
      readonly bytesPerSecond: number;
      readonly forMs: number;
    }
  | { readonly verb: 'fill'; readonly target: Target; readonly forMs: number }
  /** Lets the system run before the next step, so that steps can be apart in time. */
  | { readonly verb: 'wait'; readonly forMs: number };

/** `clients`: the balancers, the app and this machine; `standbys`: the store's other members. */
export type PartitionSide = 'etcd' | 'standbys' | 'clients';

export type Target =
  /** `app`: one replica chosen by the seed; `app[2]`: that one (counted from 0). */
  | { readonly kind: 'app'; readonly index?: number }
  /** `store primary`, `store standby` (one chosen by the seed), `store standbys` (all);
   * `store replication`: no member, but the links between them.
   */
  | {
      readonly kind: 'store';
      readonly store?: string;
      readonly role: 'primary' | 'standby' | 'standbys' | 'replication';
      /** Only PostgreSQL's processes; absent: everything on the member's host, Patroni too. */
      readonly part?: 'postgres' | 'patroni';
    }
  /** The one that clients use. `haproxy`: only that process; absent: everything on its host. */
  | { readonly kind: 'balancer'; readonly part?: 'haproxy' }
  /** `etcd`: one chosen by the seed; `etcd[2]`: that one (counted from 0). */
  | { readonly kind: 'etcd'; readonly index?: number }
  /** `region`: the one of the first store's primary; `region[eu]`: that one. */
  | { readonly kind: 'region'; readonly region?: string };
