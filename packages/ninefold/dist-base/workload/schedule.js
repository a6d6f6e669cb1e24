/**
 * The arrivals of one trial. `fixed`: operation k is due at `startMs` + k / rate, multiplied out
 * so that no error adds up. `poisson`: independent exponential gaps with the mean 1 / rate (inverse
 * transform: -ln(1 - u) / rate).
 *
 * @throws RangeError when the rate is not a positive number
 */
export function createSchedule(options) {
    const { ratePerSecond, arrivals, startMs, random } = options;
    if (!(ratePerSecond > 0 && ratePerSecond < Infinity)) {
        throw new RangeError(`the rate must be a positive number of operations/s: ${ratePerSecond}`);
    }
    const periodMs = 1000 / ratePerSecond;
    let taken = 0;
    const gapMs = () => -Math.log(1 - random()) * periodMs;
    let nextMs = arrivals === 'fixed' ? startMs : startMs + gapMs();
    return {
        peekMs: () => nextMs,
        takeMs() {
            const dueMs = nextMs;
            taken += 1;
            nextMs = arrivals === 'fixed' ? startMs + taken * periodMs : dueMs + gapMs();
            return dueMs;
        },
    };
}
//# sourceMappingURL=schedule.js.map