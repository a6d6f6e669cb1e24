import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Contract } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';
import { contractFrom } from '../model/contracts.test.data.ts';
import { openSloText } from './openslo-export.ts';
import { importOpenSlo } from './openslo-import.ts';
import { slosOf } from './slo.ts';

const SEED = Math.floor(Math.random() * 2 ** 31);

const names = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/)
  .filter((name) => !/^(?:availability|latency)(?:-|$)/.test(name));
const oddNames = fc.constantFrom('latency2', 'availabilities', `a${'-a'.repeat(31)}`, 'a');
/** From 0.0001 % to twelve nines. */
const ratios = fc.oneof(
  fc.integer({ min: 1, max: 999_999 }).map((millionths) => millionths / 1e6),
  fc.integer({ min: 1, max: 12 }).map((nines) => Number(`0.${'9'.repeat(nines)}`)),
);
const bounds = fc.oneof(
  fc.integer({ min: 1, max: 5000 }),
  fc.constantFrom(1.5, 1500, 60_000, 90_000, 86_400_000),
);
const lengths = fc.oneof(
  fc.integer({ min: 60_000, max: 400 * 86_400_000 }),
  fc.integer({ min: 1, max: 100_000 }).map((minutes) => minutes * 60_000),
  fc.integer({ min: 1, max: 2000 }).map((hours) => hours * 3_600_000),
  fc.constantFrom(36 * 3_600_000, 28 * 86_400_000, 30 * 86_400_000, 36_500 * 86_400_000),
);
const rates = fc.constantFrom(
  'sum(increase(orders_total[{{window}}])) / {{seconds}}',
  'sum(rate(orders_total[{{window}}]))',
  'sum by (code) (rate(orders_total{path="/a/b",code=~"5.."}[{{window}}] offset 1m))',
  '(sum(rate(a_total[{{window}}])) or vector(0)) # bad, as support counts it',
);
const selectors = fc.constantFrom('up', 'a:b{job="x"}', 'search_seconds{path="\\"/a",zone!~"é.*"}');
const below = bounds.map(formatDuration);
const measures = fc.oneof(
  fc
    .tuple(fc.constantFrom('good', 'bad'), rates, rates)
    .map(([side, part, total]) => ({ ratio: { [side]: part, total } })),
  fc.record({
    freshness: fc.record({
      timestamp: fc.constantFrom('a_timestamp_seconds', 'max(a_seconds{b="c"})'),
      below: bounds.map((boundMs) => formatDuration(Math.max(60_000, boundMs))),
    }),
  }),
  fc.record({ probe: selectors }),
  fc.record({
    latency: fc.record({ histogram: selectors, below, type: fc.constantFrom('classic', 'native') }),
  }),
);
const descriptions = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /\S/.test(text)),
  fc.constantFrom('---', 'a\n---\nb', '# one\n\n  two\n', 'true', '99%', 'yes: no'),
);
const indicators = fc
  .record(
    { measure: measures, ratios: fc.tuple(ratios, ratios), description: descriptions },
    { requiredKeys: ['measure', 'ratios'] },
  )
  .chain(({ measure, ratios: pair, description }) => {
    const [agreement = 0, objective = 0] = pair.toSorted((a, b) => a - b);
    return fc.boolean().map((isAgreed) => ({
      objective: formatRatio(objective),
      ...(isAgreed ? { agreement: formatRatio(agreement) } : {}),
      ...(description === undefined ? {} : { description }),
      ...measure,
    }));
  });

interface Written {
  readonly calendar?: string;
  readonly window: string;
  readonly regions: readonly string[];
  readonly indicators: object;
}

const contracts: fc.Arbitrary<Written> = fc
  .record(
    {
      calendar: fc.constantFrom('week', 'month', 'quarter'),
      window: lengths.map(formatDuration),
      regions: fc.constantFrom([], ['eu', 'us']),
      indicators: fc.dictionary(fc.oneof(names, oddNames), indicators, {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: ['window', 'regions', 'indicators'] },
  )
  .filter(({ indicators: some }) => !Object.hasOwn(some, '__proto__'));

function contractOf(window: string, regions: readonly string[], slo: string): Contract {
  const promise = { availability: { objective: '99.9%', agreement: '99%', window } };
  const app = { run: ['node', 'server.js'] };
  const workload = { write: 'POST /o', read: 'GET /o/{{id}}' };
  const rest = regions.length > 0 ? { regions } : {};
  return contractFrom(stringify({ service: 'checkout', promise, app, workload, ...rest }) + slo);
}

function imported(text: string): { readonly text: string; readonly notes: readonly string[] } {
  const result = importOpenSlo(text, 'slo.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** The window that import says the promise has. */
function windowIn(notes: readonly string[]): string | undefined {
  return /availability: \{ window: (.*) \}/.exec(notes.join('\n'))?.[1];
}

test('what is exported and imported again is what it was: every measure, window and name', () => {
  fc.assert(
    fc.property(contracts, ({ window, regions, indicators: some, calendar }) => {
      const section = {
        slo: { ...(calendar === undefined ? {} : { calendar }), indicators: some },
      };
      const before = contractOf(window, regions, stringify(section));
      const { text, notes } = imported(openSloText(before));
      const told = calendar === undefined ? windowIn(notes) : window;
      const after = contractOf(told ?? 'none', regions, text);
      expect(after.slo).toEqual(before.slo);
      expect(slosOf(after)).toEqual(slosOf(before));
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test('without our annotations it is read by its queries, under its name', () => {
  fc.assert(
    fc.property(contracts, ({ window, indicators: any }) => {
      // With the name of the service before it, the longest is longer than a contract takes.
      const some = Object.fromEntries(Object.entries(any).filter(([name]) => name.length < 50));
      const before = contractOf(window, [], stringify({ slo: { indicators: some } }));
      const plain = openSloText(before).replaceAll(/\n {4}ninefold\/.*/g, '');
      const { text } = imported(plain.replaceAll('annotations:\n', 'annotations: {}\n'));
      const after = contractOf(window, [], text).slo.indicators;
      expect(after.map(({ objective }) => objective)).toEqual(
        slosOf(before).map(({ objective }) => objective),
      );
    }),
    { seed: SEED, numRuns: 40 },
  );
});

test('queries that were changed since are taken, not the annotation', () => {
  const before = contractOf(
    '30d',
    [],
    stringify({
      slo: { indicators: { outside: { objective: '99%', probe: 'probe_success' } } },
    }),
  );
  const changed = openSloText(before).replaceAll('probe_success[', 'up[');
  const { text, notes } = imported(changed);
  expect(contractOf('30d', [], text).slo.indicators).toEqual([
    {
      name: 'outside',
      objective: 0.99,
      measure: expect.objectContaining({
        kind: 'ratio',
        total: '(sum(count_over_time(up[{{window}}]))) / {{seconds}}',
      }),
    },
  ]);
  expect(notes).toContainEqual(
    expect.stringContaining('measures other than its annotation ninefold/measure says'),
  );
});

test('what is exported has a window of one unit, and no placeholder but {{window}}', () => {
  const before = contractOf(
    '36h',
    [],
    stringify({
      slo: { indicators: { outside: { objective: '99%', probe: 'probe_success' } } },
    }),
  );
  const text = openSloText(before);
  expect(text.match(/duration: .*/g)).toEqual(['duration: 36h', 'duration: 36h']);
  expect(new Set(text.match(/\{\{\w+\}\}/g))).toEqual(new Set(['{{window}}']));
});
