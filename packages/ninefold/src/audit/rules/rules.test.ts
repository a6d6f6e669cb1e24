import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { audit } from '../../audit/audit.ts';
import type { AuditResult } from '../../audit/audit.ts';
import { factWords } from '../../audit/facts.ts';
import type { FactName, Facts } from '../../audit/facts.ts';
import { applyEdits, editsOf } from '../../audit/fixes.ts';
import { parseKubernetesSchema, validationRules } from '../../audit/kubernetes-validation.ts';
import { readFile } from '../../audit/read/read-file.ts';
import type { Finding } from '../../audit/rule.ts';
import { allRules } from './all.ts';
import { ruleCases, soundFiles } from './cases.test.data.ts';
import { bytes } from './words.ts';

const schema = parseKubernetesSchema(
  readFileSync(new URL('../../../kubernetes-schema.json', import.meta.url), 'utf8'),
);
const rules = [...allRules, ...validationRules(schema)];

function result(files: Readonly<Record<string, string>>, facts: Facts = {}): AuditResult {
  const read = Object.entries(files).map(([file, text]) => readFile(file, text));
  expect(read.flatMap(({ unread }) => unread)).toEqual([]);
  const parts = read.flatMap((one) => one.parts);
  expect(parts).not.toEqual([]);
  return audit(parts, [], { facts, rules, today: '2026-11-24' });
}

function findings(files: Readonly<Record<string, string>>, facts?: Facts): readonly Finding[] {
  return result(files, facts).findings;
}

describe.each(ruleCases)('$rule', ({ rule, found, nearMiss, facts = {}, nearFacts = facts }) => {
  it('finds what it is for, at its place, with the numbers and the fix', () => {
    const [first] = findings(found, facts).filter((one) => one.rule === rule);
    expect(first).toBeDefined();
    expect(first?.place.line).toBeGreaterThan(0);
    expect(first?.place.column).toBeGreaterThan(0);
    expect(Object.keys(found)).toContain(first?.place.file);
    for (const text of [first?.message, first?.why, first?.fix]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('does not cry wolf at what is nearly the same', () => {
    expect(findings(nearMiss, nearFacts).filter((one) => one.rule === rule)).toEqual([]);
  });
});

it('has a case for every rule, and every rule once', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ruleCases.map(({ rule }) => rule))).toEqual(new Set(ids));
});

it('names a source for every rule', () => {
  for (const { source, reads } of rules) {
    expect(source.length).toBeGreaterThan(10);
    expect(reads).not.toBe('');
  }
});

it.each(soundFiles)('finds nothing wrong with %s', (_what, files) => {
  expect(findings(files).map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
});

describe('a fact that is missing', () => {
  const without = ruleCases.flatMap(({ rule, found, facts = {} }) =>
    (Object.keys(facts) as FactName[]).map((fact) => ({ rule, fact, found, facts })),
  );

  it.each(without)('is no silence: $rule without $fact', ({ rule, fact, found, facts }) => {
    const { [fact]: _gone, ...rest } = facts;
    const { findings: decided, undecided } = result(found, rest);
    const isDecided = decided.some((one) => one.rule === rule);
    const isNamed = undecided.some((one) => one.rule === rule && one.missing.includes(fact));
    // A TTL that nobody names is no name that is kept.
    expect(isDecided || isNamed || fact === 'dnsTtlMs').toBe(true);
  });

  it('is one that some rule reads: there is no fact for nothing', () => {
    const read = new Set(ruleCases.flatMap(({ facts = {} }) => Object.keys(facts)));
    expect((Object.keys(factWords) as FactName[]).filter((fact) => !read.has(fact))).toEqual([]);
  });
});

describe('a fix', () => {
  const fixable = ruleCases.filter(({ rule, found, facts }) =>
    result(found, facts).findings.some((one) => one.rule === rule && one.edits.length > 0),
  );

  it('is there for many rules', () => {
    expect(new Set(fixable.map(({ rule }) => rule)).size).toBeGreaterThan(15);
  });

  it.each(fixable)('of $rule mends it, keeps comments, and has nothing to do twice', (one) => {
    const commented = Object.fromEntries(
      Object.entries(one.found).map(([file, text]) => [file, `# why it is so\n${text}# the end\n`]),
    );
    const first = result(commented, one.facts).findings.filter(({ rule }) => rule === one.rule);
    const edits = editsOf(first);
    const fixed = Object.fromEntries(
      Object.entries(commented).map(([file, text]) => [
        file,
        applyEdits(text, edits.get(file) ?? []),
      ]),
    );
    expect(fixed).not.toEqual(commented);
    for (const text of Object.values(fixed)) {
      expect(text).toContain('# why it is so\n');
      expect(text).toContain('# the end\n');
    }
    const again = result(fixed, one.facts).findings.filter(({ rule }) => rule === one.rule);
    expect(again.filter((finding) => finding.edits.length > 0)).toEqual([]);
  });
});

it('takes an alert that only warns for less than one that calls, when both are blind (OB01)', () => {
  const alert = (severity: string): string =>
    `groups: [{ name: a, rules: [{ alert: A, expr: "a > 1", labels: { severity: ${severity} } }] }]\n`;
  const severityOf = (text: string): string | undefined =>
    findings({ 'a.yaml': text }).find(({ rule }) => rule === 'OB01')?.severity;
  expect([severityOf(alert('warning')), severityOf(alert('critical'))]).toEqual([
    'medium',
    'critical',
  ]);
});

it.each([
  ['no node pool', '', 'no KafkaNodePool of events with the role broker is in the files'],
  ['a node pool without replicas', '{}', 'KafkaNodePool brokers has no spec.replicas'],
])('says which fact KF22 lacks of a Kafka of Strimzi with %s', (_what, pool, lacks) => {
  const head = (kind: string, name: string): string =>
    `apiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, labels: { strimzi.io/cluster: events } }\n`;
  const kafka = `${head('Kafka', 'events')}spec: { kafka: { config: { default.replication.factor: 3 } } }\n`;
  const text = `${kafka}${pool === '' ? '' : `---\n${head('KafkaNodePool', 'brokers')}spec: { roles: [broker] }\n`}`;
  const one = result({ 'a.yaml': text }).undecided.find(({ rule }) => rule === 'KF22');
  expect(one).toMatchObject({
    message: `3 copies need 3 brokers; ${lacks}`,
    missing: ['brokers'],
    place: { line: 4 },
  });
  const known = result({ 'a.yaml': text }, { brokers: 3 });
  expect([...known.findings, ...known.undecided].filter(({ rule }) => rule === 'KF22')).toEqual([]);
});

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1_048_576, '1 MiB'],
  [33_554_432, '32 MiB'],
  [1_500_000_000, '1.4 GiB'],
])('says %d bytes as %s', (value, said) => {
  expect(bytes(value)).toBe(said);
});
