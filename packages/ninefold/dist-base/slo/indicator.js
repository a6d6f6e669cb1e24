/** What a measure of the contract counts, as PromQL. */
export function indicatorOf(measure) {
    switch (measure.kind) {
        case 'ratio': {
            const { counts, part, total } = measure;
            // No series of that side yet: none of its events happened, so long as any are counted at all.
            const counted = `((${part}) or 0 * (${total}))`;
            return { kind: 'events', bad: counts === 'bad' ? counted : `(${total}) - ${counted}`, total };
        }
        case 'freshness':
            return {
                kind: 'slices',
                bad: `(time() - (${measure.timestamp})) > bool ${measure.belowMs / 1000}`,
            };
        case 'probe':
            return probed(measure.success);
        case 'latency':
            return measure.type === 'native'
                ? nativeLatency(measure.histogram, measure.belowMs)
                : classicLatency(measure.histogram, measure.belowMs);
    }
}
/** Each sample of a probe is an event; per second, as a rate is. */
function probed(success) {
    const range = `${success}[{{window}}]`;
    const seconds = '{{seconds}}';
    return {
        kind: 'events',
        bad: `(sum(count_over_time(${range})) - sum(sum_over_time(${range}))) / ${seconds}`,
        total: `sum(count_over_time(${range})) / ${seconds}`,
    };
}
/**
 * The bucket that ends at the bound; a bound without a bucket gives nothing, rather than a guess.
 * Prometheus 3 writes the bound 1 as `1.0`, before it `1`: either is read.
 */
export function classicLatency(histogram, belowMs) {
    const bound = String(belowMs / 1000);
    const written = bound.replace('.', '\\\\.');
    const matcher = bound.includes('.') ? `le="${bound}"` : `le=~"${written}(\\\\.0)?"`;
    const total = `sum(rate(${withSuffix(histogram, '_count')}[{{window}}]))`;
    const good = `sum(rate(${withMatcher(withSuffix(histogram, '_bucket'), matcher)}[{{window}}]))`;
    return { kind: 'events', bad: `${total} - ${good}`, total };
}
function nativeLatency(histogram, belowMs) {
    const all = `sum(rate(${histogram}[{{window}}]))`;
    const total = `histogram_count(${all})`;
    // Of no events nothing is slow: 0, where the fraction is NaN.
    const slow = `(1 - histogram_fraction(-Inf, ${belowMs / 1000}, ${all})) * ${total}`;
    return { kind: 'events', bad: `(${slow} >= 0) or 0 * ${total}`, total };
}
function withSuffix(selector, suffix) {
    return selector.replace(/^[a-zA-Z0-9_:]+/, (name) => name + suffix);
}
/** A selector with one more matcher. */
export function withMatcher(selector, matcher) {
    const at = selector.indexOf('{');
    if (at === -1)
        return `${selector}{${matcher}}`;
    const inner = selector.slice(at + 1, -1).replace(/,\s*$/, '');
    return `${selector.slice(0, at)}{${inner.trim() === '' ? '' : `${inner},`}${matcher}}`;
}
//# sourceMappingURL=indicator.js.map