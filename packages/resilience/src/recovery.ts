import { above0, shares } from './errors.ts';

/** The share of calls that a breaker lets through (0 to 1) this long after it closed (ms). */
export type Recovery = (passedMs: number) => number;

/**
 * From `fromShare` of the calls to all of them within `overMs`, evenly: a cold cache meets no full
 * load. `fromShare` is 0.1 by default.
 */
export function rampUp(overMs: number, fromShare = 0.1): Recovery {
  above0({ overMs });
  shares({ fromShare });
  return (passedMs) => fromShare + ((1 - fromShare) * passedMs) / overMs;
}
