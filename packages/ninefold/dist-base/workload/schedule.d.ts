import type { Random } from '../clock/random.ts';
/** When the operations of one trial are due, whatever the system under test does (open loop). */
export interface Schedule {
    /** When the next operation is due (ms). */
    peekMs(): number;
    /** Takes the next operation: the instant it is due (ms). Never decreases. */
    takeMs(): number;
}
/**
 * The arrivals of one trial. `fixed`: operation k is due at `startMs` + k / rate, multiplied out
 * so that no error adds up. `poisson`: independent exponential gaps with the mean 1 / rate (inverse
 * transform: -ln(1 - u) / rate).
 *
 * @throws RangeError when the rate is not a positive number
 */
export declare function createSchedule(options: {
    readonly ratePerSecond: number;
    readonly arrivals: 'fixed' | 'poisson';
    readonly startMs: number;
    readonly random: Random;
}): Schedule;
//# sourceMappingURL=schedule.d.ts.map