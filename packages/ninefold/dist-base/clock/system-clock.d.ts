import type { Clock } from './clock.ts';
/** The clock of this host. */
export declare const systemClock: Clock;
//# sourceMappingURL=system-clock.d.ts.map