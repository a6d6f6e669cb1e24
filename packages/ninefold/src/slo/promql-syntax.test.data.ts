/** Queries that Prometheus 2.42 takes in a rule; `tests/promql-syntax.test.ts` asks promtool. */
export const TAKEN: readonly string[] = [
  'up',
  'sum(rate(orders_total{path="/a/{id}",code!~"5.."}[{{window}}]))',
  'sum by (code) (increase(orders_total[{{window}}] offset 5m)) / {{seconds}}',
  'max_over_time(rate(orders_total[1m])[{{window}}:30s])',
  '(sum(rate(a[{{window}}])) > 0) or 0 * sum(rate(b[{{window}}])) unless on (job) up',
  'histogram_quantile(0.99, sum(rate(a_bucket[{{window}}])) by (le)) > bool 0.25',
  'quantile_over_time(0.9, up[{{window}}])',
  'count_values("version", build)',
  'topk(3, up)',
  'vector(time() - 3600)',
  '-up @ end()',
  'avg_over_time((up)[{{window}}:1m])',
  'label_replace(up, "a", "$1", "job", "(.*)")',
  'up # a comment',
  'absent(up{job="a"})',
];

/** Queries that it refuses, what is pointed at, and how that is told. */
export const REFUSED: readonly (readonly [query: string, part: string, message: string])[] = [
  ['sum(rate(errs_total[{{window}}])', ')', 'ends too early'],
  ['max(((', '(', 'ends too early'],
  ['rate(((a[{{window}}]', ']', 'ends too early'],
  ['up +', '+', 'ends too early'],
  ['up up', 'up', 'no PromQL'],
  ['orders(up)', '(', 'no PromQL'],
  ['up{job=a}', 'a', 'no PromQL'],
  ['rate(orders_total)', 'orders_total', 'series where PromQL needs a range'],
  ['sum(orders_total[{{window}}])', 'orders_total[{{window}}]', 'a range of series where'],
  ['orders_total[{{window}}]', 'orders_total[{{window}}]', 'a range of series where'],
  ['rate(up)[{{window}}:1m]', 'up', 'series where PromQL needs a range'],
  ['up and 1', '1', 'a number where PromQL needs series'],
  ['"up"', '"up"', 'a text where PromQL needs series'],
  ['up + "1"', '"1"', 'a text where PromQL needs series'],
  ['avg_over_time((1)[{{window}}:1m])', '(1)', 'a number where PromQL needs series'],
];
