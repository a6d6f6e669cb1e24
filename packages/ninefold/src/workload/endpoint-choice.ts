/** Which of several addresses of one service a client uses: what GeoDNS would answer. */
export interface EndpointChoice {
  /** The index of the address to use now. */
  current(nowMs: number): number;
  /** Says that an address could not be reached. */
  unreachable(index: number, nowMs: number): void;
}

/**
 * Chooses the first address, in order of preference, that was not found unreachable during the
 * last `retryAfterMs`; a preferred one is thus tried again within that time. When all were, the one
 * that has waited longest.
 */
export function createEndpointChoice(count: number, retryAfterMs: number): EndpointChoice {
  const avoidUntilMs = Array.from({ length: count }, () => -Infinity);
  return {
    current(nowMs) {
      const usable = avoidUntilMs.findIndex((untilMs) => untilMs <= nowMs);
      return usable === -1 ? avoidUntilMs.indexOf(Math.min(...avoidUntilMs)) : usable;
    },
    unreachable(index, nowMs) {
      avoidUntilMs[index] = nowMs + retryAfterMs;
    },
  };
}
