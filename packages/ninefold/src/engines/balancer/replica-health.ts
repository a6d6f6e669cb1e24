/**
 * Whether one replica is in rotation, decided from active checks (is it ready?) and passive
 * observation (how do requests fare?). A pure state machine: time comes with each input.
 */
export type ReplicaHealth = HealthState & {
  /** Times it was ejected for failing requests, forgotten one by one while it is healthy. */
  readonly ejections: number;
};

export type HealthState =
  /** Not checked yet; not in rotation. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'healthy';
      readonly sinceMs: number;
      readonly failedRequests: number;
      readonly timedOutChecks: number;
    }
  /** Checks fail; the first that passes admits it. `slow`: it is there, but does not answer. */
  | { readonly kind: 'unready'; readonly cause: 'refused' | 'not-ready' | 'slow' }
  /** Checks pass, requests failed (an outlier): out until then, for longer each time. */
  | { readonly kind: 'ejected'; readonly untilMs: number };

export type HealthInput =
  | { readonly kind: 'check-passed' }
  /** `refused`: no connection; `not-ready`: another answer than 2xx; `timeout`: none in time. */
  | { readonly kind: 'check-failed'; readonly how: 'refused' | 'not-ready' | 'timeout' }
  | { readonly kind: 'request-passed' }
  /** `gateway`: an answer of 502, 503 (unless it says it is overloaded) or 504, or no HTTP. */
  | { readonly kind: 'request-failed'; readonly how: 'refused' | 'reset' | 'timeout' | 'gateway' };

export interface HealthOptions {
  /** Consecutive failed requests until ejection. Default 5. */
  readonly failedRequests: number;
  /** Consecutive timed out checks until it is unready; any other failed check counts at once. */
  readonly timedOutChecks: number;
  /** The first ejection lasts so long (ms), the next twice as long, and so on. */
  readonly ejectionMs: number;
  readonly maxEjectionMs: number;
  /** Healthy for so long, it is forgiven one ejection (ms). */
  readonly forgiveMs: number;
}

export const DEFAULT_HEALTH_OPTIONS: HealthOptions = {
  failedRequests: 5,
  timedOutChecks: 2,
  ejectionMs: 500,
  maxEjectionMs: 30_000,
  forgiveMs: 30_000,
};

export const UNKNOWN_HEALTH: ReplicaHealth = { kind: 'unknown', ejections: 0 };

/** What the plane should know of the others to judge one. */
export interface HealthContext {
  readonly nowMs: number;
  /** No other replica is in rotation. Then this one is not ejected for failing requests. */
  readonly last: boolean;
}

/** The next state. The same object when nothing changed. */
export function nextHealth(
  health: ReplicaHealth,
  input: HealthInput,
  context: HealthContext,
  options: HealthOptions = DEFAULT_HEALTH_OPTIONS,
): ReplicaHealth {
  switch (input.kind) {
    case 'check-passed':
      return passedCheck(health, context.nowMs, options);
    case 'check-failed':
      if (input.how !== 'timeout') return unready(health, input.how);
      if (health.kind !== 'healthy') return unready(health, 'slow');
      if (health.timedOutChecks + 1 >= options.timedOutChecks) return unready(health, 'slow');
      return { ...health, timedOutChecks: health.timedOutChecks + 1 };
    case 'request-passed':
      return health.kind === 'healthy' && health.failedRequests > 0
        ? { ...health, failedRequests: 0 }
        : health;
    case 'request-failed': {
      if (health.kind !== 'healthy') return health;
      // Nobody listens: certain, also of the last one.
      if (input.how === 'refused') return unready(health, 'refused');
      const failedRequests = health.failedRequests + 1;
      if (failedRequests < options.failedRequests || context.last) {
        return { ...health, failedRequests };
      }
      const ejections = health.ejections + 1;
      const lastsMs = Math.min(options.maxEjectionMs, options.ejectionMs * 2 ** (ejections - 1));
      return { kind: 'ejected', untilMs: context.nowMs + lastsMs, ejections };
    }
  }
}

function passedCheck(health: ReplicaHealth, nowMs: number, options: HealthOptions): ReplicaHealth {
  switch (health.kind) {
    case 'healthy':
      if (health.ejections > 0 && nowMs - health.sinceMs >= options.forgiveMs) {
        return { ...health, sinceMs: nowMs, ejections: health.ejections - 1, timedOutChecks: 0 };
      }
      return health.timedOutChecks === 0 ? health : { ...health, timedOutChecks: 0 };
    case 'ejected':
      if (nowMs < health.untilMs) return health;
      return admitted(health.ejections, nowMs);
    case 'unknown':
    case 'unready':
      return admitted(health.ejections, nowMs);
  }
}

function admitted(ejections: number, sinceMs: number): ReplicaHealth {
  return { kind: 'healthy', sinceMs, failedRequests: 0, timedOutChecks: 0, ejections };
}

function unready(health: ReplicaHealth, cause: 'refused' | 'not-ready' | 'slow'): ReplicaHealth {
  if (health.kind === 'unready' && health.cause === cause) return health;
  return { kind: 'unready', cause, ejections: health.ejections };
}
