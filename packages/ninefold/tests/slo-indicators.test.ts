// What an indicator counts, and how it is told, before promtool: one figure whatever the series are, and no
// other service's.
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { dashboardOf } from '../src/slo/dashboard.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { alertsOf, ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { checkRules, hasPromtool, testRules } from './promtool.ts';
import type { RuleTest } from './promtool.ts';

/** Objectives that are counted in 50 minutes, each `name: { … }`. */
const own = (...indicators: readonly string[]): string => `service: checkout
promise: { availability: 99.9% }
stores: { orders: postgres }
slo: { indicators: { ${indicators.join(', ')} } }
`;

const rulesOf = (...texts: readonly string[]): string =>
  ruleFile(
    texts.flatMap((text) => ruleGroupsOf(contractFrom(text))),
    {},
  );

/** What a series of each objective, or service, is after 50 minutes. */
function expectSeries(
  rules: string,
  series: RuleTest['series'],
  query: string,
  by: 'slo' | 'service',
  values: Readonly<Record<string, number>>,
): void {
  const samples = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`{${by}="${name}"}`, value]),
  );
  const gives = [{ query: `max by (${by}) (${query})`, at: '50m', samples }];
  const { ok, output } = testRules(rules, '1m', [{ series, gives }]);
  expect(ok, output).toBe(true);
}

describe.skipIf(!hasPromtool)('an indicator, by promtool', () => {
  test('an amount by the seconds of the window is the rate', () => {
    const ratio = (name: string, bad: string): string =>
      `${name}: { objective: 99%, ratio: { bad: '${bad}', total: 'sum(rate(t[{{window}}])) # all' } }`;
    const rules = rulesOf(
      own(
        ratio('rate', 'sum(rate(e[{{window}}]))'),
        ratio('amount', 'sum(increase(e[{{window}}])) / {{seconds}}'),
      ),
    );
    const series = { e: '0+6x60', t: '0+60x60' };
    expectSeries(rules, series, 'slo:bad_events:rate5m{slo!="availability"}', 'slo', {
      rate: 0.1,
      amount: 0.1,
    });
  });

  test('sides of a ratio whose labels differ are summed', () => {
    const ratio = (name: string, side: string, part: string, total: string): string =>
      `${name}: { objective: 99%, ratio: { ${side}: '${part}', total: '${total}' } }`;
    const rules = rulesOf(
      own(
        ratio('bad', 'bad', 'rate(errs{code="500"}[{{window}}])', 'rate(reqs[{{window}}])'),
        ratio('good', 'good', 'rate(oks[{{window}}])', 'sum by (pod) (rate(reqs[{{window}}]))'),
        ratio('top', 'bad', 'topk(9, rate(errs[{{window}}]))', 'sum(rate(reqs[{{window}}])) * 1'),
        ratio('never', 'bad', 'rate(never[{{window}}])', 'rate(reqs[{{window}}])'),
      ),
    );
    const series = {
      'errs{pod="a",code="500"}': '0+60x60',
      'oks{pod="b",code="200"}': '0+120x60',
      'oks{pod="b",code="201"}': '0+60x60',
      'reqs{pod="a"}': '0+60x60',
      'reqs{pod="b"}': '0+180x60',
    };
    const ratios = { bad: 0.25, good: 0.25, top: 0.25, never: 0 };
    expectSeries(rules, series, 'slo:error_ratio:5m{slo!="availability"}', 'slo', ratios);
  });

  test('of several timestamps the oldest counts, and none counts twice', () => {
    const fresh = (name: string, timestamp: string): string =>
      `${name}: { objective: 99%, freshness: { timestamp: '${timestamp}', below: 10m } }`;
    const rules = rulesOf(
      own(
        fresh('all', 'last{shard=~".+"}'),
        fresh('stale', 'last{shard!="c"}'),
        fresh('any', 'max(last)'),
        fresh('each', 'max by (shard) (last)'),
      ),
    );
    const series = {
      'last{shard="a"}': '0x60',
      'last{shard="b"}': '0x60',
      'last{shard="c"}': '0+60x60',
    };
    const ratios = { all: 1, stale: 1, any: 0, each: 1 };
    expectSeries(rules, series, 'slo:error_ratio:5m{slo!="availability"}', 'slo', ratios);
  });

  test('braces in the value of a label are no end of a selector', () => {
    const rules = rulesOf(
      own(
        `outside: { objective: 99%, probe: 'probe_success{path="/a/{id}"}' }`,
        `quick: { objective: 99%, latency: { histogram: 'h{path="/a/{id}"}', below: 250ms } }`,
      ),
    );
    const series = {
      'probe_success{path="/a/{id}"}': '0x60',
      'probe_success{path="/b"}': '1x60',
      'h_bucket{path="/a/{id}",le="0.25"}': '0+30x60',
      'h_count{path="/a/{id}"}': '0+60x60',
      'h_count{path="/b"}': '0+600x60',
    };
    expectSeries(rules, series, 'slo:error_ratio:5m{slo!="availability"}', 'slo', {
      outside: 1,
      quick: 0.5,
    });
  });

  test('whatever a contract may say gives rules that Prometheus takes', () => {
    const rules = rulesOf(
      own(
        `a: { objective: 99%, ratio: { good: "sum(\\n rate(g{b='#'}[{{window}}]) # good\\n)", total: 'rate(t[{{window}}])' } }`,
        `b: { objective: 99%, freshness: { timestamp: 'last # success', below: 1m } }`,
        `c: { objective: 99%, probe: 'up{path="/a/{id}",}' }`,
        `d: { objective: 99%, latency: { histogram: 'h {a="}"}', below: 1s } }`,
      ),
    );
    expect(checkRules(rules)).toMatchObject({ ok: true });
  });

  test('words of a contract are no template: they are told as they stand', () => {
    const said = '{{ query "up" | first | value }} of {{{x';
    const contract = contractFrom(
      own(`a: { objective: 99%, description: '${said}', probe: up }`).replace(
        'slo: {',
        "slo: { alerts: { runbooks: 'https://wiki/{{x', dashboards: 'https://grafana/{{.Y}}' },",
      ),
    );
    const { alerts } = contract.slo;
    expect(checkRules(ruleFile(ruleGroupsOf(contract), alerts))).toMatchObject({ ok: true });
    const groups = ruleGroupsOf(contract).filter(({ name }) => name === 'checkout-a-fast');
    const [burn] = alertsOf(groups);
    expect(burn?.runbook.means).toContain(said);
    const labels = { service: 'checkout', slo: 'a', severity: 'page' };
    const annotations = {
      summary: 'checkout-a: 100% of events fail; the objective allows 1%',
      description: burn?.runbook.means ?? '',
      runbook_url: 'https://wiki/{{x/error-budget-burn-page-checkout-a.md',
      dashboard_url: 'https://grafana/{{.Y}}/d/ninefold-checkout',
    };
    const tells = [{ alert: 'ErrorBudgetBurn', at: '30m', each: [{ labels, annotations }] }];
    const tests = [{ series: { up: '0x60' }, tells }];
    const { ok, output } = testRules(ruleFile(groups, alerts), '1m', tests);
    expect(ok, output).toBe(true);
  });

  test('the HAProxy of one service says nothing of another', () => {
    const behindHaproxy = (service: string): string => `service: ${service}
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
balancer: haproxy
slo: { source: haproxy }
`;
    const rules = rulesOf(behindHaproxy('svc-a'), behindHaproxy('svc-b'));
    const backend = (service: string, metric: string, code = ''): string =>
      `haproxy_backend_${metric}{job="svc-${service}-balancer",proxy="app-replicas"${code}}`;
    const responses = (service: string, code: string): string =>
      backend(service, 'http_responses_total', `,code="${code}"`);
    const series = {
      [responses('a', '2xx')]: '0+60000x60',
      [responses('a', '5xx')]: '0x60',
      [responses('b', '2xx')]: '0x60',
      [responses('b', '5xx')]: '0+60x60',
      [backend('a', 'active_servers')]: '3x60',
      [backend('b', 'active_servers')]: '0x60',
    };
    expectSeries(rules, series, 'slo:error_ratio:5m', 'service', { 'svc-a': 0, 'svc-b': 1 });
    const pages = 'ALERTS{alertname=~"ErrorBudgetBurn|BalancerWithoutServers",severity="page"}';
    expectSeries(rules, series, `count by (service) (${pages})`, 'service', { 'svc-b': 2 });
  });
});

describe.skipIf(!hasPromtool)('the panel of budget minutes, by promtool', () => {
  const left = 'slo:budget_left:ratio{service="checkout",slo="availability"}';

  // Time 0 is 1 January 1970: a month of 31 days, a quarter of 90.
  test.each([
    ['a rolling window', 'floor: 5', '1d', 21.6],
    ['January', 'calendar: month', '1d', 22.32],
    ['February', 'calendar: month', '32d', 20.16],
    ['a quarter', 'calendar: quarter', '1d', 64.8],
    ['a week', 'calendar: week', '1d', 5.04],
  ])('has the true length of %s', (_what, words, at, minutes) => {
    const text = own().replace('slo: {', `slo: { ${words},`);
    const { panels = [] } = dashboardOf(contractFrom(text));
    const [panel] = panels.filter(({ title }) => title === 'Budget left in minutes');
    const [target] = panel !== undefined && 'targets' in panel ? (panel.targets ?? []) : [];
    const { expr = '' } = (target ?? {}) as { readonly expr?: string };
    const samples = { '{service="checkout", slo="availability"}': minutes };
    const test = {
      series: { [left]: '0.5x50000' },
      gives: [{ query: `round(${expr}, 0.001)`, at, samples }],
    };
    const { ok, output } = testRules('groups: []', '5m', [test]);
    expect(ok, output).toBe(true);
  });
});
