// Usual rules that are wrong, beside those that are rendered, on the same series.
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { hasPromtool, testRules } from './promtool.ts';
import type { RuleTest } from './promtool.ts';

const text = `service: checkout
promise: { availability: 99.95% }
app: { run: [node, server.js], replicas: 3 }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
slo: { source: open-telemetry }
`;

/** Only what is looked at every minute: pages, and what engines say. */
const ours = ruleFile(
  ruleGroupsOf(contractFrom(text)).filter(({ name }) => !name.endsWith('-slow')),
  {},
);

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

/** Replicas that are there over replicas that are wanted. */
const replicaRatio = `groups:
  - name: usual
    rules:
      - alert: ReplicaRatio
        expr: (count by (job) (up{job="checkout"} == 1) / count by (job) (up{job="checkout"})) < 0.5
        for: 2m
        labels: { severity: page }
`;

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

  test('no replica at all: a ratio of nothing is silent, a count pages', () => {
    const series = { [up('a')]: '0x60', [up('b')]: '0x60', [counted('200')]: '0+6000x60' };
    expectFires(replicaRatio, series, '50m', []);
    expectFires(ours, series, '10m', ['ReplicasLow page']);
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
