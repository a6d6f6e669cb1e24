import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

import type { ShedReason } from './admission.ts';
import type { OverloadSnapshot } from './overload-snapshot.ts';
import { QUEUED_PRIORITIES } from './priority.ts';
import type { QueuedPriority } from './priority.ts';

export type CountShed = (priority: QueuedPriority, reason: ShedReason) => void;

/** Shows the load in `registry`; the function returned counts one that was shed. */
export function overloadMetrics(registry: Registry, inspect: () => OverloadSnapshot): CountShed {
  const registers = [registry];
  const shed = new Counter({
    name: 'ninefold_overload_shed_total',
    help: 'Requests answered with 503 because of overload.',
    labelNames: ['priority', 'reason'] as const,
    registers,
  });
  // A counter that is there from the start, so that its first increase is seen.
  for (const priority of QUEUED_PRIORITIES)
    for (const reason of ['waited', 'full']) shed.inc({ priority, reason }, 0);
  const show = (name: string, help: string, value: (now: OverloadSnapshot) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value(inspect()));
      },
    });
  };
  show('ninefold_overload_in_flight', 'Requests in flight.', (now) => now.inFlight);
  show('ninefold_overload_queued', 'Requests that wait to start.', (now) => now.queued);
  show('ninefold_overload_limit', 'Requests that may be in flight.', (now) => now.limit);
  show(
    'ninefold_overload_event_loop_delay_seconds',
    'How late timers fired in the last 50 ms, on average.',
    (now) => now.delayMs / 1_000,
  );
  show(
    'ninefold_overload_event_loop_utilization',
    'The share of the last 50 ms in which the event loop was busy (0 to 1).',
    (now) => now.utilization,
  );
  return (priority, reason) => {
    shed.inc({ priority, reason });
  };
}
