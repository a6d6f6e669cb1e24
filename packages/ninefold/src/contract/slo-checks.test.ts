import { expect, test } from 'vitest';
import { parseContract } from './parse-contract.ts';

const start = 'service: checkout\npromise: { availability: 99.9% }\nstores: { orders: postgres }\n';
const own = (words: string): string => `${start}slo: { indicators: { ${words} } }\n`;
const ratio = 'ratio: { bad: "rate(b[{{window}}])", total: "rate(t[{{window}}])" }';

/** What stands between « and » is what the problem must point at. */
test.each([
  [own('«search»: { objective: 99% }'), 'nothing says how this indicator is measured'],
  [
    own(`«search»: { objective: 99%, probe: probe_success, ${ratio} }`),
    'this indicator is measured in 2 ways: ratio, probe',
  ],
  [
    own('«availability»: { objective: 99%, probe: probe_success }'),
    `"availability" is the promise's own indicator`,
  ],
  [
    own('search: { objective: 99%, ratio: «{ total: "rate(t[{{window}}])" }» }'),
    'a ratio needs good or bad events',
  ],
  [
    own(
      'search: { objective: 99%, ratio: { total: «"sum(rate(t[5m]))"», bad: "rate(b[{{window}}])" } }',
    ),
    '"sum(rate(t[5m]))" is not a query over a window',
  ],
  [
    own(
      `search: { objective: 99%, ratio: { total: 'sum(rate(t[{{window}}]«)»', bad: "rate(b[{{window}}])" } }`,
    ),
    'this PromQL ends too early',
  ],
  [
    own(
      `search: { objective: 99%, ratio: { total: 'sum(«increase»(t[{{window}}]))', bad: "rate(b[{{window}}])" } }`,
    ),
    'increase tells how many events there were, not how many a second',
  ],
  [
    own(`search: { objective: 99%, ratio: { total: 'rate(«t»)', bad: 'rate(b[{{window}}])' } }`),
    'this is series where PromQL needs a range',
  ],
  [
    own(`exports: { objective: 99%, freshness: { timestamp: 'max((«(»', below: 10m } }`),
    'this PromQL ends too early',
  ],
  [
    own(
      `exports: { objective: 99%, freshness: { timestamp: «'max_over_time(t[{{window}}])'», below: 10m } }`,
    ),
    'is over a window, and is looked at at an instant',
  ],
  [own(`outside: { objective: 99%, probe: 'probe_success{job=«outside»}' }`), 'this is no PromQL'],
  [
    own('search: { objective: «100%», probe: probe_success }'),
    'an objective of 100% has no error budget',
  ],
  [
    own('search: { objective: 99%, agreement: «99.9%», probe: probe_success }'),
    'the agreement, 99.9%, is stricter than the objective, 99%',
  ],
  [
    own('search: { objective: 99%, probe: «"up or vector(1)"» }'),
    '"up or vector(1)" is not a selector',
  ],
  [`${start}slo: { alerts: { page: «"https://me:secret@pager.example.com"» } }\n`, 'is not a link'],
  [`${start}slo: { alerts: { page: «'http://['» } }\n`, 'is not a link'],
  [`${start}slo: { source: «nginx» }\n`, '"nginx" is not a known source'],
  [`${start}slo: { calendar: «moth» }\n`, '"moth" is not a known calendar period'],
])('%s', (marked, message) => {
  const text = marked.replaceAll(/[«»]/g, '');
  const result = parseContract(text, 'ninefold.yaml');
  if (result.ok) throw new Error('no problem was found');
  expect(result.problems).toHaveLength(1);
  const [problem] = result.problems;
  expect(problem?.message).toContain(message);
  const lines = marked.split('\n');
  const line = lines.findIndex((one) => one.includes('«'));
  expect([problem?.line, problem?.column]).toEqual([
    line + 1,
    (lines[line] ?? '').indexOf('«') + 1,
  ]);
});

test('each measure is read, and units are in the names', () => {
  const text = own(`
    search: { objective: 99.5%, agreement: 99%, ${ratio} },
    exports: { objective: 99%, freshness: { timestamp: max(export_last), below: 10m } },
    outside: { objective: 99%, probe: 'probe_success{job="blackbox"}' },
    quick: { objective: 95%, latency: { histogram: search_seconds, below: 250ms, type: native } }
  `);
  const result = parseContract(text, 'ninefold.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.contract.slo.indicators.map(({ name, measure }) => [name, measure])).toEqual([
    [
      'search',
      { kind: 'ratio', counts: 'bad', part: 'rate(b[{{window}}])', total: 'rate(t[{{window}}])' },
    ],
    ['exports', { kind: 'freshness', timestamp: 'max(export_last)', belowMs: 600_000 }],
    ['outside', { kind: 'probe', success: 'probe_success{job="blackbox"}' }],
    ['quick', { kind: 'latency', histogram: 'search_seconds', belowMs: 250, type: 'native' }],
  ]);
});
