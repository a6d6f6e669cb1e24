import { systemClock } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

import { leadershipCheck } from '../leadership/in-service.ts';
import type { Leadership } from '../leadership/while-leader.ts';
import { DependencyCheck } from './dependency-check.ts';
import type { Check, CheckFailed, DependencyOptions } from './dependency-check.ts';
import { guardStates } from './guard-states.ts';
import type { Inspectable } from './guard-states.ts';
import { worst } from './report.ts';
import type { CheckResult, HealthReport } from './report.ts';

export interface HealthOptions {
  /** What the service depends on, by name: a function alone is a critical dependency. */
  readonly checks?: Readonly<Record<string, DependencyOptions | Check>>;
  /** Guards of @ninefold/resilience whose breakers are shown, by name. */
  readonly guards?: Readonly<Record<string, Inspectable>>;
  /** The service's public version, shown in the body. */
  readonly version?: string;
  readonly clock?: Clock;
}

/** What the probes of an orchestrator and a balancer ask. */
export interface Health {
  /** Whether the process should go on living. Asks no dependency: restarting mends none. */
  live(): HealthReport;
  /** Whether requests should be sent here. */
  ready(): Promise<HealthReport>;
  /** Whether it has ever been ready; once it has, that stays. */
  startup(): Promise<HealthReport>;
}

/**
 * @param stopping says whether the process is shutting down, which makes `ready` fail
 * @param failed told of every failing check
 * @param elections shown by name; more may come later
 */
export function health(
  options: HealthOptions = {},
  stopping: () => boolean = () => false,
  failed: CheckFailed = () => undefined,
  elections: ReadonlyMap<string, Pick<Leadership, 'snapshot'>> = new Map(),
): Health {
  const { clock = systemClock, version, guards = {} } = options;
  const about = version === undefined ? {} : { version };
  const dependencies = Object.entries(options.checks ?? {}).map(
    ([name, given]) => [name, new DependencyCheck(name, given, clock, failed)] as const,
  );
  let started = false;

  const look = async (): Promise<HealthReport> => {
    const checks: Record<string, CheckResult> = {};
    const results = await Promise.all(dependencies.map(([, dependency]) => dependency.result()));
    results.forEach((result, index) => {
      checks[`${dependencies[index]?.[0]}:responseTime`] = result;
    });
    for (const [name, guard] of Object.entries(guards))
      for (const { name: breaker, state, status } of guardStates(name, guard))
        checks[`${breaker}:breaker`] = {
          status,
          componentType: 'component',
          observedValue: state,
          atMs: clock.wallMs(),
        };
    for (const [name, election] of elections)
      checks[`${name}:leadership`] = leadershipCheck(election.snapshot(), clock.wallMs());
    return { status: worst(Object.values(checks).map(({ status }) => status)), ...about, checks };
  };

  return {
    live: () => ({ status: 'pass', ...about }),
    async ready() {
      if (stopping()) return { status: 'fail', ...about, output: 'shutting down' };
      const report = await look();
      // While the checks ran, a shutdown may have begun.
      if (stopping()) return { status: 'fail', ...about, output: 'shutting down' };
      if (report.status !== 'fail') started = true;
      return report;
    },
    async startup() {
      if (started) return { status: 'pass', ...about };
      const report = await look();
      if (report.status !== 'fail') started = true;
      return report;
    },
  };
}
