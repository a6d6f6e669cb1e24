import type { MeasureSpec } from '../contract/slo-section.ts';
/**
 * What is good. Queries are PromQL with `{{window}}` where a range goes. `events`: rates per second
 * of bad and of all events. `slices`: an instant query that is 1 while it is bad and 0 while it is
 * good; a second is then an event. Either is empty when nobody knows: absent is not perfect.
 */
export type Indicator = {
    readonly kind: 'events';
    readonly bad: string;
    readonly total: string;
} | {
    readonly kind: 'slices';
    readonly bad: string;
};
/** What a measure of the contract counts, as PromQL. */
export declare function indicatorOf(measure: MeasureSpec): Indicator;
/**
 * The bucket that ends at the bound; a bound without a bucket gives nothing, rather than a guess.
 * Prometheus 3 writes the bound 1 as `1.0`, before it `1`: either is read.
 */
export declare function classicLatency(histogram: string, belowMs: number): Indicator;
/** A selector with one more matcher. */
export declare function withMatcher(selector: string, matcher: string): string;
//# sourceMappingURL=indicator.d.ts.map