// The rules that Pyrra makes of a ratio over 30 days, with its default settings. Written after its
// slo/rules.go (commit 00b38d0, 2026), as its module could not be had here: see bench/slo/README.md.
import { fileURLToPath } from 'node:url';

/** Windows of 28 days scaled to 30, to the minute, and the factors and times that alerts have. */
const WINDOWS = [
  { severity: 'critical', short: '5m', long: '1h4m', hold: '2m', factor: 14 },
  { severity: 'critical', short: '32m', long: '6h26m', hold: '16m', factor: 7 },
  { severity: 'warning', short: '2h9m', long: '1d1h43m', hold: '1h4m', factor: 2 },
  { severity: 'warning', short: '6h26m', long: '4d6h51m', hold: '3h13m', factor: 1 },
];

/**
 * Groups in the YAML of a rule file, without the line `groups:`.
 *
 * @param matchers of all events, such as `i="0"`; bad events have `outcome="bad"` beside it
 */
export function pyrraGroups({ slo, metric, matchers, objective }) {
  const base = metric.replace(/_total$/, '');
  const labels = `labels: { slo: ${slo}, ${matchers.replaceAll('="', ': "').replaceAll(',', ', ')} }`;
  const windows = [...new Set(WINDOWS.flatMap(({ short, long }) => [short, long]))];
  const rate = (range, more) => `sum(rate(${metric}{${more}${matchers}}[${range}]))`;
  const series = `{${matchers},slo="${slo}"}`;
  return `  - name: ${slo}-increase
    interval: 2m30s
    rules:
      - { record: '${base}:increase30d', expr: 'sum by (outcome) (increase(${metric}{${matchers}}[30d]))', ${labels} }
      - { alert: SLOMetricAbsent, expr: 'absent(${metric}{${matchers}}) == 1', for: 2m, ${labels} }
  - name: ${slo}
    interval: 30s
    rules:
${windows
  .map(
    (range) =>
      `      - { record: '${base}:burnrate${range}', expr: '${rate(range, 'outcome="bad",')} / ${rate(range, '')}', ${labels} }\n`,
  )
  .join('')}${WINDOWS.map(
    ({ short, long, hold, factor, severity }) =>
      `      - { alert: ErrorBudgetBurn, expr: '${base}:burnrate${short}${series} > (${factor} * (1-${objective})) and ${base}:burnrate${long}${series} > (${factor} * (1-${objective}))', for: ${hold}, ${labels.replace(' }', `, severity: ${severity}, short: ${short}, long: ${long} }`)} }\n`,
  ).join('')}`;
}

// As a program: the rules of the SLO of ninefold.yaml.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const checkout = { slo: 'availability', objective: 0.999, metric: 'ninefold_sli_events_total' };
  const matchers = 'service="checkout",sli="availability"';
  console.log(`groups:\n${pyrraGroups({ ...checkout, matchers })}`);
}
