import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseContract } from '../contract/parse-contract.ts';
import { factsJsonSchema, factsOf, parseFacts } from './facts-file.ts';
import { factWords } from './facts.ts';

const whole = `nodes: 4
zones: 3
rto: 30s
rpo: 0
objective: 99.95%
latency: 300ms
boot: 20s
longestRequest: 10s
deregistration: 15s
upstreamDeadline: 10s
dnsTtl: 60s
requestsPerSecond: 200
requestsPerSecondPerReplica: 90
walPerSecond: 5MB
replicationDelay: 200ms
patroni: "4.1.5"
databaseMembers: 3
databaseMemory: 16GiB
brokers: 3
retention: 15d
failoversPerYear: 4
dependencies: { payment-api: 99.9% }
placement: { etcd-0: host-a, etcd-1: host-b }
`;

it('reads every fact there is', () => {
  const { facts, mistakes } = parseFacts(whole, 'f.yaml');
  expect(mistakes).toEqual([]);
  expect(Object.keys(facts).toSorted()).toEqual(Object.keys(factWords).toSorted());
  expect(facts).toMatchObject({ rtoMs: 30_000, objective: 0.9995, walBytesPerSecond: 5_000_000 });
});

it.each([
  [
    'a key that is none',
    'retension: 15d',
    '1:1: there is no fact "retension"; did you mean "retention"?',
  ],
  ['a time that is none', 'nodes: 3\nrto: soon', '2:6: rto: '],
  ['a version that is a number', 'patroni: 4.1', '1:10: patroni: 4.1 is not a version; expected'],
  ['a mapping that is none', 'placement: a', '1:12: placement: "a" is not a mapping'],
])('points at %s, with line and column', (_what, text, message) => {
  const [first, ...rest] = parseFacts(`${text}\n`, 'f.yaml').mistakes;
  expect(rest).toEqual([]);
  expect(`${first?.place.line}:${first?.place.column}: ${first?.message}`).toContain(message);
});

it('has a schema for editors, which is what is in the package', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(factsJsonSchema());
  expect(validate(parse(whole)), JSON.stringify(validate.errors)).toBe(true);
  for (const wrong of ['nods: 3', 'nodes: 0', 'nodes: many', 'patroni: newest', 'placement: [a]'])
    expect(validate(parse(wrong)), wrong).toBe(false);
  const written = readFileSync(new URL('../../topology.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(written)).toEqual(factsJsonSchema());
});

it('takes a dependency with its fallback: what fails of it is answered for', () => {
  const parsed = parseContract(
    `service: a
promise: { availability: 99.9%, rto: 5s, rpo: 0 }
app: { run: [a] }
workload: { write: POST /a, read: "GET /a/{{id}}" }
calls:
  plain: { availability: 99% }
  backed: { availability: 99%, fallback: 90% }
`,
    'c.yaml',
  );
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const { plain, backed } = factsOf(parsed.contract).dependencies ?? {};
  expect(plain).toBeCloseTo(0.99, 9);
  expect(backed).toBeCloseTo(0.999, 9);
});
