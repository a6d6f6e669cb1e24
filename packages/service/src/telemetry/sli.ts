import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

import { NAMES, SLI_LABELS } from './names.ts';

/** How a request ended. */
export interface RequestEnd {
  readonly status: number;
  /** Whether all of the answer was sent; if not, the client left before, or the answer broke. */
  readonly answered: boolean;
  /** Whether the service itself cut its answer short, having failed in the middle of it. */
  readonly broke: boolean;
  readonly durationMs: number;
}

export type Outcome = 'good' | 'bad';

/**
 * Whether a request was good for availability: answered, and not with 5xx. What the client did wrong
 * (4xx) is no failure of the service. A client that left is one that waited in vain when it had
 * waited `patienceMs`, else it counts as nothing (undefined).
 */
export function availabilityOutcome(
  { status, answered, broke, durationMs }: RequestEnd,
  patienceMs: number,
): Outcome | undefined {
  if (broke) return 'bad';
  if (!answered) return durationMs >= patienceMs ? 'bad' : undefined;
  return status < 500 ? 'good' : 'bad';
}

/** Whether a request was good for latency: good for availability, within `belowMs`. */
export function latencyOutcome(end: RequestEnd, belowMs: number): Outcome | undefined {
  const available = availabilityOutcome(end, belowMs);
  return available === 'good' && end.durationMs > belowMs ? 'bad' : available;
}

interface Tally {
  readonly sli: string;
  good: number;
  bad: number;
}

/** Counts good and bad events by SLI: `availability`, and `latency` when a bound is promised. */
export class SliCounters {
  readonly #belowMs: number | undefined;
  readonly #patienceMs: number;
  readonly #availability: Tally = { sli: 'availability', good: 0, bad: 0 };
  readonly #latency: Tally = { sli: 'latency', good: 0, bad: 0 };

  /** @param belowMs - the latency that is promised (ms); none when undefined */
  constructor(belowMs: number | undefined, patienceMs: number) {
    this.#belowMs = belowMs;
    this.#patienceMs = patienceMs;
  }

  count(end: RequestEnd): void {
    const available = availabilityOutcome(end, this.#patienceMs);
    if (available) this.#availability[available]++;
    if (this.#belowMs === undefined) return;
    const inTime = latencyOutcome(end, this.#belowMs);
    if (inTime) this.#latency[inTime]++;
  }

  register(registry: Registry, service: string): void {
    const tallies = [this.#availability, ...(this.#belowMs === undefined ? [] : [this.#latency])];
    new Counter({
      name: NAMES.sliEvents,
      help: 'Requests that were good or bad for an SLI.',
      labelNames: SLI_LABELS,
      registers: [registry],
      collect() {
        this.reset();
        // Both series are there from the start: without its zero a first failure is not seen.
        for (const { sli, good, bad } of tallies) {
          this.inc({ service, sli, outcome: 'good' }, good);
          this.inc({ service, sli, outcome: 'bad' }, bad);
        }
      },
    });
  }
}
