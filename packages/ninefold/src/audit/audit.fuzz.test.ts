import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audit } from './audit.ts';
import { applyEdits, editsOf } from './fixes.ts';
import { parseKubernetesSchema, validationRules } from './kubernetes-validation.ts';
import { readFile } from './read/read-file.ts';
import { allRules } from './rules/all.ts';
import { ruleCases } from './rules/cases.test.data.ts';

/** NINEFOLD_FUZZ_RUNS=100000 for the long run; this many by default, as it takes seconds. */
const numRuns = Number(process.env['NINEFOLD_FUZZ_RUNS'] ?? 1500);

const facts = {
  nodes: 3,
  zones: 3,
  objective: 0.999,
  rtoMs: 30_000,
  rpoMs: 0,
  latencyMs: 200,
  bootMs: 1,
  longestRequestMs: 1,
  upstreamDeadlineMs: 1,
  requestsPerSecond: 1,
};
const schema = parseKubernetesSchema(
  readFileSync(new URL('../../kubernetes-schema.json', import.meta.url), 'utf8'),
);
const rules = [...allRules, ...validationRules(schema)];

/** Valid files by what they configure, so that each format has its share. */
const valid = new Map<string, (readonly [file: string, text: string])[]>();
for (const { found, nearMiss } of ruleCases) {
  for (const [file, text] of [...Object.entries(found), ...Object.entries(nearMiss)]) {
    for (const { kind } of readFile(file, text).parts) {
      valid.set(kind, [...(valid.get(kind) ?? []), [file, text]]);
    }
  }
}
const marks = [
  '',
  ':',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\n',
  '\n  ',
  '\t',
  '"',
  "'",
  '|',
  '>',
  '&a ',
  '*a',
  '<<: ',
  '#',
  '---\n',
  '\u0000',
  '\ud800',
  '0',
  '-1',
  '1e999',
  '50%',
  'null',
  'true',
  '~',
  '__proto__',
  'constructor',
  '${X}',
  '=',
  '\\',
];

const mutation = fc.record({
  at: fc.nat(),
  length: fc.integer({ min: 0, max: 12 }),
  mark: fc.constantFrom(...marks),
});

it('has valid files of every format', () => {
  expect([...valid.keys()].toSorted()).toEqual([
    'calls',
    'compose',
    'grafana',
    'haproxy',
    'kafka-broker',
    'kafka-consumer',
    'kafka-producer',
    'kubernetes',
    'patroni',
    'pg-hba',
    'postgresql',
    'prometheus',
    'prometheus-rules',
  ]);
});

it('never throws, and always says where, whatever a valid file becomes', () => {
  const seed = Number(process.env['NINEFOLD_FUZZ_SEED'] ?? 20261124);
  fc.assert(
    fc.property(
      fc.constantFrom(...valid.values()).chain((files) => fc.constantFrom(...files)),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      ([file, text], mutations) => {
        let changed = text;
        for (const { at, length, mark } of mutations) {
          const from = at % (changed.length + 1);
          changed = changed.slice(0, from) + mark + changed.slice(from + length);
        }
        const { parts, unread } = readFile(file, changed);
        const result = audit(parts, unread, { facts, rules, today: '2026-11-24' });
        const lines = changed.split('\n').length;
        for (const { place } of [...result.findings, ...result.undecided, ...result.unread]) {
          expect(place.line).toBeGreaterThan(0);
          expect(place.line).toBeLessThanOrEqual(lines);
          expect(place.column).toBeGreaterThan(0);
        }
        for (const edits of editsOf(result.findings).values()) applyEdits(changed, edits);
      },
    ),
    { numRuns, seed },
  );
}, 3_600_000);
