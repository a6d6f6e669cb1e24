/** The package's version, as published. */
export const version = '0.1.0';

export { service } from './service.ts';
export type { Service, ServiceOptions, ServicePart } from './service.ts';
export type { ServiceLog } from './log.ts';
export { nodeListener } from './adapters/node.ts';
export type { NodeAdapterOptions } from './adapters/node.ts';
export type { HttpExchange, HttpStep } from './http/step.ts';
export type { Around } from './http/compose.ts';

export { health } from './health/health.ts';
export type { Health, HealthOptions } from './health/health.ts';
export type { Check, CheckFailed, DependencyOptions } from './health/dependency-check.ts';
export type { Inspectable } from './health/guard-states.ts';
export type { EndpointOptions } from './health/endpoints.ts';
export { healthJson } from './health/report.ts';
export type { CheckResult, HealthReport, HealthStatus } from './health/report.ts';

export type { ShutdownOptions } from './lifecycle/lifecycle.ts';
export type { ShutdownTimes } from './lifecycle/shutdown.ts';
export type { ProcessPort } from './lifecycle/process-port.ts';

export { deadline } from './deadline/deadline-step.ts';
export type { DeadlineOptions } from './deadline/deadline-step.ts';
export { deadlineFetch } from './deadline/deadline-fetch.ts';
export type { DeadlineFetchOptions } from './deadline/deadline-fetch.ts';
export {
  ClientGoneError,
  currentDeadline,
  DeadlineExceededError,
} from './deadline/request-deadline.ts';
export type { RequestDeadline } from './deadline/request-deadline.ts';

export { overload } from './overload/overload.ts';
export type { Overload, OverloadOptions } from './overload/overload.ts';
export type { OverloadSnapshot } from './overload/overload-snapshot.ts';
export type { AdmissionOptions } from './overload/admission.ts';
export type { LoopLimitOptions, LoopSample } from './overload/loop-limit.ts';
export type { LoopProbe } from './overload/loop-probe.ts';
export type { Priority, QueuedPriority } from './overload/priority.ts';

export { telemetry } from './telemetry/telemetry.ts';
export type { Telemetry, TelemetryOptions } from './telemetry/telemetry.ts';
export { serviceLogger } from './telemetry/logger.ts';
export type { ServiceLoggerOptions } from './telemetry/logger.ts';
export { DURATION_BUCKETS, NAMES, REQUEST_LABELS, SLI_LABELS } from './telemetry/names.ts';

export { idempotency } from './idempotency/idempotency.ts';
export type { IdempotencyOptions } from './idempotency/idempotency.ts';
export type {
  Attempt,
  Claim,
  ClaimRequest,
  IdempotencyStore,
  StoredResult,
} from './idempotency/store.ts';
export { memoryStore } from './idempotency/memory-store.ts';

export { whileLeader } from './leadership/while-leader.ts';
export type { Leadership, LeaderWork, WhileLeaderOptions } from './leadership/while-leader.ts';
export type { LeadershipEvent, LeadershipSnapshot } from './leadership/leadership-event.ts';
export { LeadershipLostError, LeaseStoreError, StaleTermError } from './leadership/errors.ts';
export type { Lease } from './leadership/lease.ts';
export type { LeadershipClock } from './leadership/time.ts';
export type { TimingOptions } from './leadership/timing.ts';
