import { counted, duration, percent } from './wording.js';
/**
 * The confidence that the slowest of `trials` independent trials is an upper bound of the
 * p-quantile: 1 - p^n. At least one trial exceeds the quantile unless all n fall below it, each
 * with chance p (order statistics; David & Nagaraja, Order Statistics, section 7.1).
 */
export function slowestBoundsQuantile(trials, p) {
    return 1 - p ** trials;
}
/**
 * The highest chance of a loss per fault that `trials` trials without one leave open, at
 * `confidence`: 1 - (1 - confidence)^(1/n), about 3/n at 95 % (Clopper & Pearson, 1934).
 * 1 for no trials.
 */
export function lossProbabilityBound(trials, confidence = 0.95) {
    return trials === 0 ? 1 : 1 - (1 - confidence) ** (1 / trials);
}
/** Trials after which the slowest bounds the 90th percentile with 95 % confidence: 0.9^29 < 0.05. */
const TRIALS_FOR_P90 = 29;
/** What `sound` trials do and do not show, in words. Empty for none. */
export function confidenceSentences(sound, such) {
    const sentences = [];
    const n = sound.length;
    const values = sound.flatMap(({ rto }) => (rto.rtoMs === undefined ? [] : [rto.rtoMs]));
    if (n > 0 && values.length === n) {
        const sure = (p) => percent(slowestBoundsQuantile(n, p));
        sentences.push(`The slowest recovery in ${counted(n, 'trial')} took ${duration(Math.max(...values))}: with ${sure(0.5)} confidence an upper bound of the median, with ${sure(0.9)} of the 90th percentile${n < TRIALS_FOR_P90 ? ` (95 % would take ${TRIALS_FOR_P90} trials)` : ''}.`);
    }
    if (n > 0 && sound.every(({ rpo }) => rpo.lost.length === 0 && rpo.conclusive))
        sentences.push(`No acknowledged write was lost in ${counted(n, 'trial')}: with 95 % confidence fewer than ${percent(lossProbabilityBound(n), 'up')} of occurrences of ${such} lose one.`);
    if (sentences.length > 0) {
        const takes = sentences.length > 1 ? 'Both take' : 'This takes';
        sentences.push(`${takes} the trials as independent of each other.`);
    }
    return sentences.length > 1 ? sentences : [];
}
//# sourceMappingURL=confidence.js.map