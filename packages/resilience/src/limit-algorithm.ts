import { atLeast, shares } from './errors.ts';

/** How a limit on concurrency follows what is measured. */
export interface LimitAlgorithm {
  /**
   * The limit after one more call (fractional).
   * @param tookMs - how long it took
   * @param inFlight - how many were under way when it started
   * @param overloaded - whether it failed for overload
   */
  next(limit: number, tookMs: number, inFlight: number, overloaded: boolean): number;
}

export interface AimdOptions {
  /** The limit is multiplied by this on overload. Default: 0.9. */
  readonly decrease?: number;
  /** A call slower than this is overload too (ms). Default: no bound. */
  readonly slowMs?: number;
}

/**
 * Additive increase, multiplicative decrease, as TCP: one more for each full round of successes, a
 * tenth less on overload. It needs errors or a bound on latency to tell it that there is too much.
 */
export function aimd({
  decrease = 0.9,
  slowMs = Infinity,
}: AimdOptions = {}): () => LimitAlgorithm {
  shares({ decrease });
  return () => ({
    next(limit, tookMs, inFlight, overloaded) {
      if (overloaded || tookMs > slowMs) return limit * decrease;
      // A limit that is not used proves nothing about a higher one.
      return inFlight * 2 >= limit ? limit + 1 / limit : limit;
    },
  });
}

export interface GradientOptions {
  /** Latency may grow to this many times the usual before the limit shrinks. Default: 1.5. */
  readonly tolerance?: number;
  /** Calls over which a usual latency that has risen is believed. Default: 50,000. */
  readonly window?: number;
  /** How far one round of calls moves the limit (0 to 1). Default: 0.2. */
  readonly smoothing?: number;
  /** Calls that may queue at the dependency. Default: 4. */
  readonly headroom?: number;
}

/** How quickly a usual latency that has fallen is believed: a share of each quicker call. */
const FALL = 0.1;

/**
 * Compares each latency with the usual one and steers for limit × usual × tolerance / latency +
 * headroom (after Netflix's concurrency-limits). It sees overload coming before anything fails.
 *
 * The usual latency falls quickly and rises slowly, so that the queue this limit lets build up does
 * not become usual itself. A call moves the limit by its share of a round, so that a limit of 100
 * does not move ten times as fast as one of 10.
 */
export function gradient(options: GradientOptions = {}): () => LimitAlgorithm {
  const { tolerance = 1.5, window = 50_000, smoothing = 0.2, headroom = 4 } = options;
  atLeast(1, { tolerance, window });
  atLeast(0, { headroom });
  shares({ smoothing });
  return () => {
    let usualMs = Infinity;
    return {
      next(limit, tookMs, inFlight, overloaded) {
        if (overloaded) return limit * 0.9;
        const took = Math.max(tookMs, 1e-3);
        if (usualMs === Infinity) usualMs = took;
        usualMs += (took - usualMs) * (took < usualMs ? FALL : 1 / window);
        if (inFlight * 2 < limit) return limit;
        const ratio = Math.min(Math.max((tolerance * usualMs) / took, 0.5), 1);
        return limit + ((limit * ratio + headroom - limit) * smoothing) / limit;
      },
    };
  };
}
