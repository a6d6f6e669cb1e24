import type { EventCounts, SliCounts } from './message.ts';

/** How a client's request ended, as the balancer saw it. */
export interface RequestEnd {
  /** 0 when no answer had begun. */
  readonly status: number;
  /** `answered` to its last byte; `broke`: the answer was cut; `left`: the client went before its end. */
  readonly how: 'answered' | 'broke' | 'left';
  readonly durationMs: number;
}

/** A client that left before so long (ms) may have changed its mind; later, it was failed. */
export const PATIENCE_MS = 1000;

/**
 * Good and bad requests by SLI, with the meaning that `@ninefold/service` gives them: 5xx is bad and
 * 4xx is not; a client that waited in vain was failed, and one that left sooner counts as nothing.
 */
export class EventCounter {
  readonly #latencyBelowMs: number | undefined;
  readonly #availability: { good: number; bad: number } = { good: 0, bad: 0 };
  readonly #latency: { good: number; bad: number } = { good: 0, bad: 0 };

  /** @param latencyBelowMs the latency that is promised (ms); none when undefined */
  constructor(latencyBelowMs: number | undefined) {
    this.#latencyBelowMs = latencyBelowMs;
  }

  count(end: RequestEnd): void {
    const belowMs = this.#latencyBelowMs;
    const available = outcomeOf(end, PATIENCE_MS);
    if (available !== undefined) this.#availability[available] += 1;
    if (belowMs === undefined) return;
    const served = outcomeOf(end, belowMs);
    if (served === undefined) return;
    this.#latency[served === 'good' && end.durationMs > belowMs ? 'bad' : served] += 1;
  }

  /** All since the start. */
  counts(): EventCounts {
    return {
      availability: { ...this.#availability },
      ...(this.#latencyBelowMs === undefined ? {} : { latency: { ...this.#latency } }),
    };
  }
}

function outcomeOf(end: RequestEnd, patienceMs: number): keyof SliCounts | undefined {
  switch (end.how) {
    case 'broke':
      return 'bad';
    case 'left':
      return end.durationMs >= patienceMs ? 'bad' : undefined;
    case 'answered':
      return end.status < 500 ? 'good' : 'bad';
  }
}
