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
