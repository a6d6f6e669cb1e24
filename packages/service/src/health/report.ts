/** `warn`: works, with something to look at. */
export type HealthStatus = 'pass' | 'warn' | 'fail';

/** What one look at a dependency or a guard showed. */
export interface CheckResult {
  readonly status: HealthStatus;
  /** `datastore`, `component` or `system` in the draft's words; or the service's own. */
  readonly componentType: string;
  readonly observedValue?: number | string;
  readonly observedUnit?: string;
  /** Wall time of the look (ms since the Unix epoch). */
  readonly atMs: number;
  /** What is wrong, fit for strangers. */
  readonly output?: string;
}

/** The health of the process as an endpoint shows it. */
export interface HealthReport {
  readonly status: HealthStatus;
  readonly version?: string;
  /** Why, when no check says it. */
  readonly output?: string;
  /** By `component:measurement`. */
  readonly checks?: Readonly<Record<string, CheckResult>>;
}

/** The status of the whole: the worst. */
export function worst(statuses: Iterable<HealthStatus>): HealthStatus {
  let status: HealthStatus = 'pass';
  for (const other of statuses) {
    if (other === 'fail') return 'fail';
    if (other === 'warn') status = 'warn';
  }
  return status;
}

/**
 * The report as `application/health+json`: draft-inadarei-api-health-check-06, sections 3 and 4. A
 * failing status goes with an HTTP status of 5xx, the others with 200 (section 3.1).
 */
export function healthJson({ checks, ...report }: HealthReport): string {
  return JSON.stringify({
    ...report,
    checks:
      checks &&
      Object.fromEntries(
        Object.entries(checks).map(([key, { atMs, ...result }]) => [
          key,
          [{ ...result, time: new Date(atMs).toISOString() }],
        ]),
      ),
  });
}
