// Usual rules that are wrong, beside those that are rendered, on the same series.
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { dashboardOf } from '../src/slo/dashboard.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { hasPromtool, testRules } from './promtool.ts';
import type { RuleTest } from './promtool.ts';

const text = `service: checkout
promise: { availability: 99.95% }
app: { run: [node, server.js], replicas: 3 }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
slo: { source: open-telemetry }
kubernetes: {}
`;
const fast = text.replace('99.95% }', '99.95%, latency: { objective: 99%, below: 250ms } }');

/** Only what is looked at every minute: pages, and what engines say. */
function pagesOf(contract: string): string {
  const groups = ruleGroupsOf(contractFrom(contract));
  return ruleFile(
    groups.filter(({ name }) => !/-(?:slow|watchdog)$/.test(name)),
    {},
  );
}
const ours = pagesOf(text);

const requests = 'http_server_request_duration_seconds_count';
const counted = (code: string): string =>
  `${requests}{job="checkout",http_response_status_code="${code}"}`;

/** A share of 5xx above a percent, whatever the objective is. */
const fixedThreshold = `groups:
  - name: usual
    rules:
      - alert: ErrorRate
        expr: sum(rate(${requests}{http_response_status_code=~"5.."}[5m])) / sum(rate(${requests}[5m])) > 0.01
        for: 2m
        labels: { severity: page }
`;

/** Replicas that are there over replicas that are wanted, as Kubernetes has them. */
const replicaRatio = `groups:
  - name: usual
    rules:
      - alert: ReplicaRatio
        expr: kube_deployment_status_replicas_available / kube_deployment_spec_replicas < 0.5
        for: 2m
        labels: { severity: page }
`;

/** A quantile above 2 s, whatever is promised. */
const fixedQuantile = `groups:
  - name: usual
    rules:
      - alert: SlowP99
        expr: histogram_quantile(0.99, sum by (le, job) (rate(http_server_request_duration_seconds_bucket[5m]))) > 2
        for: 5m
        labels: { severity: page }
`;

const kube = (what: string): string =>
  `kube_deployment_${what}{namespace="checkout",deployment="checkout"}`;

/** A histogram of a job: so many a minute within 100 ms, so many between 250 ms and 1 s. */
function buckets(job: string, quick: number, slow: number): Readonly<Record<string, string>> {
  const bucket = (le: string): string =>
    `http_server_request_duration_seconds_bucket{job="${job}",le="${le}"}`;
  const all = `0+${quick + slow}x120`;
  return {
    [bucket('0.1')]: `0+${quick}x120`,
    [bucket('0.25')]: `0+${quick}x120`,
    [bucket('1')]: all,
    [bucket('+Inf')]: all,
  };
}

/** A line of the panel that is rendered, as Grafana would ask it. */
function shown(legend: string): string {
  const [expr = ''] = (dashboardOf(contractFrom(fast)).panels ?? []).flatMap((panel) =>
    'targets' in panel
      ? (panel.targets ?? [])
          .map((target) => target as { readonly expr?: string; readonly legendFormat?: string })
          .filter(({ legendFormat }) => legendFormat === legend)
          .map((target) => target.expr)
      : [],
  );
  return expr.replaceAll('$__rate_interval', '5m');
}

const up = (instance: string): string => `up{job="checkout",instance="${instance}"}`;
const alive = { [up('a')]: '1x200', [up('b')]: '1x200', [up('c')]: '1x200' };

function expectFires(
  rules: string,
  series: RuleTest['series'],
  at: string,
  fires: readonly string[],
): void {
  const { ok, output } = testRules(rules, '1m', [{ series, fires: { [at]: fires } }]);
  expect(ok, output).toBe(true);
}

describe.skipIf(!hasPromtool)('where usual rules are wrong', () => {
  test('0.9 % of errors spend a month of 99.95 % in 40 hours: a fixed 1 % is silent, the burn rate pages', () => {
    const series = { ...alive, [counted('200')]: '0+5946x120', [counted('500')]: '0+54x120' };
    expectFires(fixedThreshold, series, '2h', []);
    expectFires(ours, series, '2h', ['ErrorBudgetBurn page']);
  });

  test('one error in ten requests at night: a fixed 1 % pages, the floor does not', () => {
    const series = {
      ...alive,
      [counted('200')]: '0x30 1+1x8 9x120',
      [counted('500')]: '0x34 1x120',
    };
    expectFires(fixedThreshold, series, '38m', ['ErrorRate page']);
    expectFires(ours, series, '38m', []);
  });

  test('a service that is gone exports no errors: the usual ratio is silent, absent data pages', () => {
    const series = { [counted('200')]: '0+6000x30', [counted('500')]: '0x30' };
    expectFires(fixedThreshold, series, '1h', []);
    expectFires(ours, series, '1h', [
      'ReplicasLow page',
      'ReplicasLow ticket',
      'SloDataMissing page',
    ]);
  });

  test('scaled to zero by mistake: a ratio of nothing is silent, a count pages', () => {
    const series = {
      [kube('status_replicas_available')]: '0x60',
      [kube('spec_replicas')]: '0x60',
      [kube('status_replicas_updated')]: '0x60',
      [kube('spec_paused')]: '0x60',
      [counted('200')]: '0+6000x60',
    };
    expectFires(replicaRatio, series, '50m', []);
    expectFires(ours, series, '10m', ['ReplicasLow page']);
  });

  test('a rollout that is paused while it adds replicas: the ratio pages, a count of what is needed does not', () => {
    const series = {
      ...alive,
      [kube('status_replicas_available')]: '3x60',
      [kube('spec_replicas')]: '8x60',
      [kube('status_replicas_updated')]: '1x60',
      [kube('spec_paused')]: '1x60',
      [counted('200')]: '0+6000x60',
    };
    expectFires(replicaRatio, series, '50m', ['ReplicaRatio page']);
    expectFires(ours, series, '50m', []);
  });

  test('a fifth of all requests take longer than promised: a P99 of 2 s is silent, the burn rate pages', () => {
    const series = { ...alive, ...buckets('checkout', 80, 20), [counted('200')]: '0+100x120' };
    expectFires(fixedQuantile, series, '2h', []);
    expectFires(pagesOf(fast), series, '2h', ['ErrorBudgetBurn page']);
  });

  test('a P99 of all services together is named as if it were one’s: ours is of the one', () => {
    const usual =
      'histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))';
    // Nothing of checkout is quick; of all that is answered here, one in a thousand is its.
    const series = { ...buckets('checkout', 0, 10), ...buckets('static', 9990, 0) };
    const { ok, output } = testRules(pagesOf(fast), '5m', [
      {
        series,
        gives: [
          { query: `${usual} < 0.25`, at: '1h', samples: { '{}': (0.1 * (0.99 * 10000)) / 9990 } },
          { query: shown('P99'), at: '1h', samples: { '{}': 0.25 + 0.99 * 0.75 } },
          { query: shown('P50'), at: '1h', samples: { '{}': 0.25 + 0.5 * 0.75 } },
        ],
      },
    ]);
    expect(ok, output).toBe(true);
  });

  test('a service that never failed has no availability by the usual ratio, and all of it by ours', () => {
    const series = { ...alive, [counted('200')]: '0+6000x60' };
    const usual = `1 - sum(increase(${requests}{http_response_status_code=~"5.."}[30d])) / sum(increase(${requests}[30d]))`;
    const slow = ruleFile(ruleGroupsOf(contractFrom(text)).slice(0, 2), {});
    const { ok, output } = testRules(slow, '5m', [
      {
        series,
        gives: [
          { query: usual, at: '1h', samples: {} },
          {
            query: '1 - slo:error_ratio:window',
            at: '1h',
            samples: { '{service="checkout", slo="availability"}': 1 },
          },
        ],
      },
    ]);
    expect(ok, output).toBe(true);
  });
});
