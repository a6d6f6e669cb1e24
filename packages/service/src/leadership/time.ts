/** Time, as an election is given it. */
export interface LeadershipClock {
  /** Monotonic time from an arbitrary origin (ms). No lease is measured by any other clock. */
  monotonicMs(): number;
  /** Calls `due` once, no sooner than `delayMs` from now; the function returned prevents it. */
  after(delayMs: number, due: () => void): () => void;
}

/** A source of chance: each call gives a number in [0, 1). */
export type Random = () => number;

/** The clock of this process: CLOCK_MONOTONIC on Linux, which all processes of a host share. */
export const systemTime: LeadershipClock = {
  monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
  after(delayMs, due) {
    const timer = setTimeout(due, Math.ceil(delayMs));
    return () => {
      clearTimeout(timer);
    };
  },
};
