// How much of a window the rules count, and what it costs, by promtool.
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { sloGroups } from '../src/slo/rule-groups.ts';
import { slosOf } from '../src/slo/slo.ts';
import { hasPromtool, testRules } from './promtool.ts';
import type { RuleTest } from './promtool.ts';

const plain = `service: checkout
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

/** The rules of its availability that are evaluated every 5 minutes, and what they read. */
function slowRules(text: string): string {
  const [slo] = slosOf(contractFrom(text));
  if (slo === undefined) throw new RangeError('no SLO');
  const [fast, slow] = sloGroups(slo, { mend: [], failover: [] });
  if (fast === undefined || slow === undefined) throw new RangeError('two groups an SLO');
  return ruleFile([{ ...fast, alerts: [] }, slow], {});
}

function expectSlow(rules: string, one: RuleTest): void {
  const { ok, output } = testRules(rules, '5m', [one]);
  expect(ok, output).toBe(true);
}

/** 6,000 events a minute from a minute on: phases of minutes, and the share that fails in them. */
function trafficFrom(
  minutes: number,
  ...phases: readonly (readonly [minutes: number, failing: number])[]
): RuleTest['series'] {
  const [good, bad]: [number[], number[]] = [[0], [0]];
  for (const [lasting, failing] of phases) {
    for (let minute = 0; minute < lasting; minute += 1) {
      good.push((good.at(-1) ?? 0) + 6000 * (1 - failing));
      bad.push((bad.at(-1) ?? 0) + 6000 * failing);
    }
  }
  const series = (outcome: string): string =>
    `ninefold_sli_events_total{service="checkout",sli="availability",outcome="${outcome}"}`;
  return {
    [series('good')]: `_x${minutes} ${good.join(' ')}`,
    [series('bad')]: `_x${minutes} ${bad.join(' ')}`,
  };
}

function percentLeft(at: string, left: number): NonNullable<RuleTest['gives']>[number] {
  return {
    query: 'round(slo:budget_left:ratio * 100, 0.1)',
    at,
    samples: { '{service="checkout", slo="availability"}': left },
  };
}

describe.skipIf(!hasPromtool)('the windows of the rules, by promtool', () => {
  test('data that enter a calendar window midway spend of its budget what was seen', () => {
    // The week began on day 4, the data on day 6; six of the 10.08 minutes were spent.
    const series = trafficFrom(6 * 1440, [2000, 0], [24, 0.25], [856, 0]);
    const rules = slowRules(`${plain}slo: { calendar: week }\n`);
    const coverage = {
      query: 'round(slo:coverage:ratio * 10)',
      at: '8d',
      samples: { '{service="checkout", slo="availability"}': 5 },
    };
    expectSlow(rules, {
      series,
      fires: { '7d8h': [], '8d': [] },
      gives: [percentLeft('7d', 100), percentLeft('8d', 40.5), coverage],
    });
  });

  test('data that began before the calendar window count from its beginning', () => {
    // Three minutes in the week before, three in this one.
    const series = trafficFrom(2 * 1440, [1440, 0], [3, 1], [2500, 0], [3, 1], [2000, 0]);
    expectSlow(slowRules(`${plain}slo: { calendar: week }\n`), {
      series,
      gives: [percentLeft('5d23h', 70.2)],
    });
  });

  test('six minutes of outage cost six, in the first hour of a service and later', () => {
    const text = plain.replace('99.9%', '{ objective: 99%, window: 1d }');
    expectSlow(slowRules(text), {
      series: trafficFrom(600, [30, 0], [6, 1], [600, 0]),
      gives: [percentLeft('10h50m', 58.3), percentLeft('11h30m', 58.3), percentLeft('17h', 58.3)],
    });
  });
});
