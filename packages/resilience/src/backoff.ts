import { atLeast } from './errors.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';

/** How long to wait before the next try. */
export interface Backoff {
  /**
   * The wait (ms) after failure number `failures` (from 1).
   * @param previousMs - the wait before; 0 at first. Decorrelated jitter grows from it.
   */
  delayMs(failures: number, previousMs: number, random: Random): number;
  /** No wait is longer (ms). */
  readonly maxMs: number;
}

/**
 * How chance spreads waits, so that callers who failed together do not come back together.
 * With d the wait without jitter, before the cap:
 * - `none`: d
 * - `full`: between 0 and d (Brooker, "Exponential Backoff And Jitter", AWS 2015)
 * - `equal`: between d/2 and d (ibid.)
 * - `around`: between 0.5 d and 1.5 d, so that the mean stays d
 * - `decorrelated`: between the first wait and 3 × the wait before (ibid.)
 */
export type Jitter = 'none' | 'full' | 'equal' | 'around' | 'decorrelated';

export interface BackoffOptions {
  /** The first wait (ms). Default: 100. */
  readonly initialMs?: number;
  /** No wait is longer, jitter included (ms). Default: 30,000. */
  readonly maxMs?: number;
  /** Default: `full`. */
  readonly jitter?: Jitter;
}

export interface ExponentialOptions extends BackoffOptions {
  /** Each wait is this many times the one before. Default: 2. */
  readonly factor?: number;
}

export interface LinearOptions extends BackoffOptions {
  /** Added to each wait (ms). Default: `initialMs`. */
  readonly stepMs?: number;
}

function backoff(
  growth: (failures: number) => number,
  { initialMs = 100, maxMs = 30_000, jitter = 'full' }: BackoffOptions,
): Backoff {
  atLeast(0, { initialMs, maxMs });
  const spreads: Record<Jitter, (d: number, previousMs: number, random: Random) => number> = {
    none: (d) => d,
    full: (d, _previous, random) => random() * d,
    equal: (d, _previous, random) => d / 2 + (random() * d) / 2,
    around: (d, _previous, random) => d * (0.5 + random()),
    decorrelated: (_d, previousMs, random) => {
      const top = Math.min(Math.max(previousMs, initialMs) * 3, maxMs);
      return initialMs + random() * Math.max(top - initialMs, 0);
    },
  };
  return {
    maxMs,
    delayMs(failures, previousMs, random) {
      const spread = spreads[jitter](Math.min(growth(failures), maxMs), previousMs, random);
      // The cap comes last: jitter must not lift a wait over it.
      return Math.min(spread, maxMs);
    },
  };
}

/** The same wait each time. Default: 1,000 ms without jitter. */
export function constant(ms = 1_000, jitter: Jitter = 'none'): Backoff {
  return backoff(() => ms, { initialMs: ms, maxMs: jitter === 'none' ? ms : ms * 1.5, jitter });
}

/** Waits that grow by the same step: initial, initial + step, initial + 2 step. */
export function linear(options: LinearOptions = {}): Backoff {
  const { initialMs = 100, stepMs = initialMs } = options;
  return backoff((failures) => initialMs + (failures - 1) * stepMs, options);
}

/** Waits that multiply: initial, initial × factor, initial × factor². */
export function exponential(options: ExponentialOptions = {}): Backoff {
  const { initialMs = 100, factor = 2 } = options;
  return backoff((failures) => initialMs * factor ** (failures - 1), options);
}

/**
 * The first `count` waits, for a plot or a table.
 * @param random - default: `Math.random`
 */
export function schedule(of: Backoff, count: number, random: Random = systemRandom): number[] {
  const waits: number[] = [];
  for (let failures = 1; failures <= count; failures++)
    waits.push(of.delayMs(failures, waits.at(-1) ?? 0, random));
  return waits;
}
