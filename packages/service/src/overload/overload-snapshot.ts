import type { LoopSample } from './loop-limit.ts';

/** How loaded the process is now. */
export interface OverloadSnapshot extends LoopSample {
  readonly inFlight: number;
  readonly queued: number;
  /** Requests that may be in flight. */
  readonly limit: number;
  /** Whether more comes in than can be served. */
  readonly overloaded: boolean;
}
