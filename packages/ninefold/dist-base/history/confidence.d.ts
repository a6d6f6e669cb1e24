import type { TrialVerdict } from './verdict.ts';
/**
 * The confidence that the slowest of `trials` independent trials is an upper bound of the
 * p-quantile: 1 - p^n. At least one trial exceeds the quantile unless all n fall below it, each
 * with chance p (order statistics; David & Nagaraja, Order Statistics, section 7.1).
 */
export declare function slowestBoundsQuantile(trials: number, p: number): number;
/**
 * The highest chance of a loss per fault that `trials` trials without one leave open, at
 * `confidence`: 1 - (1 - confidence)^(1/n), about 3/n at 95 % (Clopper & Pearson, 1934).
 * 1 for no trials.
 */
export declare function lossProbabilityBound(trials: number, confidence?: number): number;
/** What `sound` trials do and do not show, in words. Empty for none. */
export declare function confidenceSentences(sound: readonly TrialVerdict[], such: string): string[];
//# sourceMappingURL=confidence.d.ts.map