import { shares } from './errors.ts';

/** The last latencies, and a percentile of them. */
export interface DelayEstimate {
  /** Now (ms). */
  delayMs(): number;
  /** One more latency (ms). */
  record(latencyMs: number): void;
}

export interface PercentileOptions {
  /** Used until there are 20 latencies (ms). Default: 1,000. */
  readonly initialMs?: number;
  /** Never less (ms). Default: 1. */
  readonly minMs?: number;
  /** Latencies remembered. Default: 256. */
  readonly samples?: number;
}

const ENOUGH = 20;
/** The percentile is worked out anew after this many. */
const REFRESH = 32;

/** A delay that follows this share (0 to 1) of the latencies seen: `percentile(0.95)`. */
export function percentile(share: number, options: PercentileOptions = {}): () => DelayEstimate {
  shares({ share });
  const { initialMs = 1_000, minMs = 1, samples = 256 } = options;
  return () => new Percentile(share, initialMs, minMs, samples);
}

class Percentile implements DelayEstimate {
  readonly #share: number;
  readonly #minMs: number;
  readonly #ring: Float64Array;
  #at = 0;
  #seen = 0;
  #sinceRefresh = 0;
  #current: number;

  constructor(share: number, initialMs: number, minMs: number, samples: number) {
    this.#share = share;
    this.#minMs = minMs;
    this.#current = initialMs;
    this.#ring = new Float64Array(Math.max(samples, ENOUGH));
  }

  delayMs(): number {
    return this.#current;
  }

  record(latencyMs: number): void {
    this.#ring[this.#at] = latencyMs;
    this.#at = (this.#at + 1) % this.#ring.length;
    this.#seen = Math.min(this.#seen + 1, this.#ring.length);
    if (this.#seen < ENOUGH) return;
    if (this.#seen > ENOUGH && ++this.#sinceRefresh < REFRESH) return;
    this.#sinceRefresh = 0;
    const sorted = this.#ring.slice(0, this.#seen).toSorted();
    // Nearest rank.
    const rank = Math.min(Math.ceil(this.#share * this.#seen), this.#seen) - 1;
    this.#current = Math.max(sorted[rank] as number, this.#minMs);
  }
}
