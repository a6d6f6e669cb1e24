/**
 * How an operation ended, seen from the client: `ok` (acknowledged), `failed` (certainly not
 * applied), `unknown` (timed out, connection cut: it may or may not have been applied).
 */
export type Outcome = 'ok' | 'failed' | 'unknown';

/** One write of the workload. Instants are of the host's monotonic clock (ms). */
export interface Operation {
  /** Unique in the run; what the client writes and later looks for. */
  readonly id: string;
  /** When the open-loop schedule wanted it sent: t0 + k / rate. Latency counts from here. */
  readonly dueMs: number;
  /** When it was sent. `sentMs - dueMs` is the schedule lag. */
  readonly sentMs: number;
  /** When its outcome was known. */
  readonly endedMs: number;
  readonly outcome: Outcome;
  /** A short reason for people: an HTTP status, an error code, `timeout`. */
  readonly detail: string;
}

/**
 * What the final read-back found for an id: how many times it is stored (a plain HTTP read can
 * only tell 0 or 1), or `unreadable` when the read itself failed after every retry.
 */
export type Found = number | 'unreadable';

/** One look at a store member from outside, not through the balancer. */
export interface WriterObservation {
  readonly store: string;
  readonly member: string;
  /** When the question was sent, and when the answer came. */
  readonly askedMs: number;
  readonly answeredMs: number;
  /** The member said that it accepts writes. */
  readonly acceptsWrites: boolean;
}

/** A term granted to a member: from `atMs` on only this member may accept writes. */
export interface Grant {
  readonly store: string;
  readonly member: string;
  readonly term: number;
  readonly atMs: number;
  /** Where a grant is only seen from outside: it is no older than this (ms). Default: `atMs`. */
  readonly notBeforeMs?: number;
}

/** Everything one trial recorded; every check and measure is a function of it. */
export interface TrialRecord {
  /** The fault as the contract words it, such as `kill store primary`. */
  readonly fault: string;
  /** Counts from 1 within the fault. */
  readonly trial: number;
  /** One arrival period of the workload (ms): the resolution of every measure. */
  readonly periodMs: number;
  /** The window in which operations were due. */
  readonly startMs: number;
  readonly endMs: number;
  /** The instant just before the (last step of the) fault was injected. */
  readonly faultAtMs: number;
  /**
   * The instant just before each of the fault's steps was injected, ascending; the last is
   * `faultAtMs`. Default: that one alone.
   */
  readonly faultInstantsMs?: readonly number[];
  /** In the order they were due. */
  readonly operations: readonly Operation[];
  /** By operation id: the read-back after everything healed and a quorum was back. */
  readonly found: ReadonlyMap<string, Found>;
  readonly grants: readonly Grant[];
  readonly writers: readonly WriterObservation[];
  readonly events: readonly import('../ports/events.ts').TopologyEvent[];
  /** Set when the topology could not be healed, or never recovered, within its deadline. */
  readonly brokenBecause?: string;
}
