import type { FaultSpec } from './contract.ts';

/**
 * A cluster that Ninefold did not start: how it is looked at, how clients reach it, and how each
 * fault that may be used is injected and healed. Only `ninefold prove --attach` reads it.
 */
export interface AttachSpec {
  /** Clusters under Patroni, in the order of the file. */
  readonly stores: readonly {
    readonly name: string;
    /** By Patroni's own names; the address is that of Patroni's REST API. */
    readonly members: readonly AttachedMember[];
  }[];
  /** The app's replicas; the address answers 2xx while the replica can take traffic. */
  readonly app: readonly AttachedMember[];
  /** etcd's members; the address answers 2xx while the member is well. */
  readonly etcd: readonly AttachedMember[];
  readonly clients: AttachedClients;
  /** Below this share of operations that end ok (0 to 1) a fault is healed at once. Default 0.5. */
  readonly floor: number;
  /** The window in which that share is counted (ms). Default: 3 x the promised RTO, at least 3 s. */
  readonly floorOverMs: number;
  /** What may be broken; nothing else is. */
  readonly faults: readonly AttachedFault[];
}

export interface AttachedMember {
  readonly name: string;
  /** `http:` or `https:`; its host is what `{{host}}` stands for. */
  readonly url: string;
}

/** Where clients connect. Credentials are in environment variables, of which this has the names. */
export interface AttachedClients {
  /** Leads to the primary of the workload's store. */
  readonly sql?: {
    /** Without user and password: `postgres://10.0.0.30:5432/orders`. */
    readonly url: string;
    readonly user: string;
    /** Absent: the password is what libpq would find (PGPASSWORD, .pgpass). */
    readonly passwordEnv?: string;
  };
  /** In order of preference; empty: the workload is SQL. */
  readonly http: readonly string[];
  /** Request headers, each with the variable that holds its value. */
  readonly headersEnv: Readonly<Record<string, string>>;
}

/** A fault of one step that breaks one member. */
export interface AttachedFault {
  readonly fault: FaultSpec;
  readonly inject: AttachedCommand;
  /** Absent: it is over by itself, as a switchover is. */
  readonly heal?: AttachedCommand;
}

export interface AttachedCommand {
  /** An argument array, never a shell string; `{{member}}`, `{{host}}` and `{{others}}` in it. */
  readonly run: readonly string[];
  /** It is ended, and has failed, after so long (ms). Default 15 s. */
  readonly withinMs: number;
}
