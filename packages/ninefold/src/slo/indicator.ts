import type { MeasureSpec } from '../contract/slo-section.ts';
import { expressions, promqlTree } from '../contract/promql-syntax.ts';
import type { PromqlNode } from '../contract/promql-syntax.ts';

/**
 * What is good. Queries are PromQL with `{{window}}` where a range goes. `events`: rates per second
 * of bad and of all events. `slices`: an instant query that is 1 while it is bad and 0 while it is
 * good; a second is then an event. Either is empty when nobody knows: absent is not perfect.
 */
export type Indicator =
  | { readonly kind: 'events'; readonly bad: string; readonly total: string }
  | { readonly kind: 'slices'; readonly bad: string };

/** What a measure of the contract counts, as PromQL. */
export function indicatorOf(measure: MeasureSpec): Indicator {
  switch (measure.kind) {
    case 'ratio': {
      const part = gathered('sum', measure.part);
      const total = gathered('sum', measure.total);
      // No series of that side yet: none of its events happened, so long as any are counted at all.
      const counted = `((${part}) or 0 * (${total}))`;
      return {
        kind: 'events',
        bad: measure.counts === 'bad' ? counted : `(${total}) - ${counted}`,
        total,
      };
    }
    case 'freshness':
      return {
        kind: 'slices',
        bad: `(time() - (${gathered('min', measure.timestamp)})) > bool ${measure.belowMs / 1000}`,
      };
    case 'probe':
      return probed(measure.success);
    case 'latency':
      return measure.type === 'native'
        ? nativeLatency(measure.histogram, measure.belowMs)
        : classicLatency(measure.histogram, measure.belowMs);
  }
}

/**
 * A query that gives one series without labels, whatever it gave before: sides of a ratio whose labels
 * differ would match nowhere, and so would fail nowhere.
 */
function gathered(operator: 'sum' | 'min', query: string): string {
  const [top] = expressions(promqlTree(query).topNode);
  return top !== undefined && isWhole(top, query) ? query : `${operator}(${query})`;
}

/** Whether an expression has no labels: it aggregates all there is, or is made of what does. */
function isWhole(node: PromqlNode, query: string): boolean {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return true;
    case 'AggregateExpr':
      return (
        node.getChild('AggregateModifier') === null &&
        /^(?:sum|avg|count|min|max|group|stddev|stdvar|quantile)\b/.test(query.slice(node.from))
      );
    case 'BinaryExpr':
    case 'ParenExpr':
      return expressions(node).every((part) => isWhole(part, query));
    default:
      return false;
  }
}

/** Each sample of a probe is an event; per second, as a rate is. */
function probed(success: string): Indicator {
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
export function classicLatency(histogram: string, belowMs: number): Indicator {
  const bound = String(belowMs / 1000);
  const written = bound.replace('.', '\\\\.');
  const matcher = bound.includes('.') ? `le="${bound}"` : `le=~"${written}(\\\\.0)?"`;
  const total = `sum(rate(${withSuffix(histogram, '_count')}[{{window}}]))`;
  const good = `sum(rate(${withMatcher(withSuffix(histogram, '_bucket'), matcher)}[{{window}}]))`;
  return { kind: 'events', bad: `${total} - ${good}`, total };
}

function nativeLatency(histogram: string, belowMs: number): Indicator {
  const all = `sum(rate(${histogram}[{{window}}]))`;
  const total = `histogram_count(${all})`;
  // Of no events nothing is slow: 0, where the fraction is NaN.
  const slow = `(1 - histogram_fraction(-Inf, ${belowMs / 1000}, ${all})) * ${total}`;
  return { kind: 'events', bad: `(${slow} >= 0) or 0 * ${total}`, total };
}

function withSuffix(selector: string, suffix: string): string {
  return selector.replace(/^[a-zA-Z0-9_:]+/, (name) => name + suffix);
}

/** A selector with one more matcher. */
export function withMatcher(selector: string, matcher: string): string {
  const at = selector.indexOf('{');
  if (at === -1) return `${selector}{${matcher}}`;
  const inner = selector.slice(at + 1, -1).replace(/,\s*$/, '');
  return `${selector.slice(0, at)}{${inner.trim() === '' ? '' : `${inner},`}${matcher}}`;
}
