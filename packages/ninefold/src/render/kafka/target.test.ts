import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { audit } from '../../audit/audit.ts';
import { factsOf } from '../../audit/facts-file.ts';
import { readFile } from '../../audit/read/read-file.ts';
import { allRules } from '../../audit/rules/all.ts';
import type { Contract } from '../../contract/contract.ts';
import { parseContract, problemsAt } from '../../contract/parse-contract.ts';
import type { RenderedFile } from '../rendered.ts';
import { kafkaKeys } from './kafka-keys.test.data.ts';
import { renderKafkaTarget } from './target.ts';

const example = readFileSync(
  new URL('../../../../../examples/kubernetes/ninefold.yaml', import.meta.url),
  'utf8',
);

/** Short waits, two brokers that may fail, two racks, and addresses. */
const strict = `service: ledger
promise: { availability: 99.95%, rto: 8500ms, rpo: 0 }
app: { run: [node, server.js] }
logs:
  events:
    mayFail: 2
    hosts: [10.0.0.51, 10.0.0.52, 10.0.0.53, 10.0.0.54, 'fd00::55']
    controllerHosts: [10.0.0.51, 10.0.0.52, 10.0.0.53, 10.0.0.54, 'fd00::55']
    racks: [a, b]
    topics: { Payments_made: { partitions: 3, retention: 30d }, refunds: {} }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

function contractOf(text: string): Contract {
  const result = parseContract(text, 'ninefold.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract;
}

function filesOf(text: string): readonly RenderedFile[] {
  const rendered = renderKafkaTarget(contractOf(text));
  if (!rendered.ok) throw new Error(JSON.stringify(rendered));
  return rendered.files;
}

function problemsOf(text: string): string[] {
  const rendered = renderKafkaTarget(contractOf(text));
  if (rendered.ok) return [];
  return problemsAt(rendered.mistakes, text, 'ninefold.yaml').map(
    ({ line, path, message, expected }) => `${line} ${path}: ${message}; expected ${expected}`,
  );
}

/** Keys of a file of properties that Kafka does not know. */
function unknownKeys({ path, text }: RenderedFile): string[] {
  const kind = /(broker|controller)\/server/.test(path)
    ? 'broker'
    : /producer/.test(path)
      ? 'producer'
      : 'consumer';
  return text
    .split('\n')
    .filter((line) => /^[^#\s]/.test(line))
    .map((line) => line.slice(0, line.indexOf('=')))
    .filter((key) => !kafkaKeys[kind].has(key));
}

describe.each([
  ['example', example],
  ['strict', strict],
])('%s', (name, text) => {
  test('gives the golden files', async () => {
    const shown = filesOf(text).map((file) => {
      const mode = file.mode === undefined ? '' : ` (mode ${file.mode.toString(8)})`;
      return `# >>> ${file.path}${mode}\n${file.text}`;
    });
    const golden = `../../../tests/golden/${name}.kafka.txt`;
    await expect(shown.join('\n')).toMatchFileSnapshot(golden);
  });

  test('uses no key that Kafka 4.1 does not know', () => {
    const properties = filesOf(text).filter(({ path }) => path.endsWith('.properties'));
    expect(properties.length).toBeGreaterThan(6);
    expect(properties.flatMap(unknownKeys)).toEqual([]);
    const topics = filesOf(text).find(({ path }) => path.endsWith('create-topics'))?.text ?? '';
    const keys = [...topics.matchAll(/--config ([^\s=]+)=/g)].map(([, key = '']) => key);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => !kafkaKeys.topic.has(key))).toEqual([]);
  });

  test('has nothing that the audit finds', () => {
    const reads = filesOf(text).map((file) => readFile(file.path, file.text));
    const parts = reads.flatMap((read) => read.parts);
    expect(parts.length).toBeGreaterThan(6);
    const facts = factsOf(contractOf(text));
    const result = audit(parts, [], { facts, rules: allRules, today: '2026-11-24' });
    expect(result.findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });

  test('holds no secret and names no file of one but by its place', () => {
    for (const { text: content } of filesOf(text)) {
      expect(content).not.toMatch(/password|jaas|-----BEGIN/i);
    }
  });
});

test('keys that Kafka dropped long ago are told from those it knows', () => {
  const text = 'replica.lag.max.messages=4000\nzookeeper.connect=zk:2181\nnode.id=1\n';
  expect(unknownKeys({ path: 'h/etc/kafka/broker/server.properties', text })).toEqual([
    'replica.lag.max.messages',
    'zookeeper.connect',
  ]);
});

test('the audit sees a server whose copies are too few', () => {
  const file = filesOf(example).find(({ path }) => path.endsWith('broker/server.properties'));
  const { parts } = readFile(
    'server.properties',
    (file?.text ?? '').replace('min.insync.replicas=2', 'min.insync.replicas=1'),
  );
  const facts = factsOf(contractOf(example));
  const result = audit(parts, [], { facts, rules: allRules, today: '2026-11-24' });
  expect(result.findings.map(({ rule }) => rule)).toContain('KF02');
});

test('what Kafka can not keep is refused where it stands', () => {
  expect(problemsOf(strict.replace('8500ms', '8s'))).toEqual([
    expect.stringMatching(/^2 promise\.rto: .*; expected an rto of at least 8\.5s$/),
  ]);
  expect(problemsOf(strict.replace(/ {4}(hosts|controllerHosts): .*\n/g, ''))).toEqual([
    expect.stringMatching(/5 copies need as many brokers, and there are 3/),
    expect.stringMatching(/3 controllers outlive the loss of 1, and mayFail is 2/),
  ]);
  expect(
    problemsOf(strict.replace("10.0.0.54, 'fd00::55']\n    racks", '10.0.0.51]\n    racks')),
  ).toEqual([
    expect.stringContaining('4 controllers outlive'),
    expect.stringMatching(/^8 logs\.events\.controllerHosts: a host is there twice/),
  ]);
  expect(problemsOf(strict.replace(/logs:[^]*?workload/, 'workload'))).toEqual([
    expect.stringContaining('the contract has no log; expected logs: { events: kafka }'),
  ]);
});

test('the notes say what a fault costs in seconds', () => {
  const rendered = renderKafkaTarget(contractOf(strict.replace('rto: 8500ms', 'rto: 14500ms')));
  const notes = rendered.ok ? rendered.notes.join('\n') : '';
  expect(notes).toContain('a lost host costs 14.5s at most');
  expect(notes).not.toMatch(/\d{4,}ms/);
});

test('zones that are too few for the copies are told', () => {
  const rendered = renderKafkaTarget(contractOf(strict));
  expect(rendered.ok && rendered.notes.join('\n')).toContain(
    'a lost zone takes up to 3 of 5 copies, and 2 may be lost; that takes 3 racks',
  );
});
