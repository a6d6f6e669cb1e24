import { expect, it } from 'vitest';

import { audit } from '../../audit/audit.ts';
import type { Facts } from '../../audit/facts.ts';
import { readFile } from '../../audit/read/read-file.ts';
import { allRules } from './all.ts';
import { systemOf } from './members.ts';

const set = (
  name: string,
  image: string,
  replicas: number,
  env = '',
): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  serviceName: ${name}
  replicas: ${replicas}
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec:
      containers: [{ name: a, image: "${image}", env: [${env}] }]
`;
const env = (name: string, value: string | number): string =>
  `{ name: ${name}, value: "${value}" },`;

/** What the rules about members say of these files. */
function told(files: Readonly<Record<string, string>>, facts: Facts = {}): readonly string[] {
  const parts = Object.entries(files).flatMap(([file, text]) => readFile(file, text).parts);
  const { findings, undecided } = audit(parts, [], { facts, rules: allRules, today: '2026-11-24' });
  return [...findings, ...undecided]
    .filter(({ rule }) => ['K07', 'K34', 'K36', 'CO06'].includes(rule))
    .map(({ rule, message, why }) => `${rule} ${message}: ${why}`);
}

it.each([
  ['quay.io/coreos/etcd:v3.6.0', 'a', undefined, 'votes'],
  ['apache/kafka:4.1.0', 'a', 'broker', 'brokers'],
  ['apache/kafka:4.1.0', 'a', 'controller', 'votes'],
  ['apache/kafka:4.1.0', 'a', 'broker,controller', 'brokers'],
  ['bitnami/kafka', 'events-controller', undefined, 'votes'],
  ['confluentinc/cp-kafka:8.0.0', 'a', undefined, 'brokers'],
  ['cockroachdb/cockroach:v25.1.0', 'a', undefined, 'ranges'],
  ['provectuslabs/kafka-ui', 'kafka-ui', undefined, undefined],
  ['registry.k8s.io/ingress-nginx/controller:v1.13.0', 'a', undefined, undefined],
] as const)('the members of %s, named %s, with roles %s, hold %s', (image, name, roles, system) => {
  expect(systemOf(image, name, roles)).toBe(system);
});

it('speaks of a majority where members vote, and of copies in sync where they are brokers', () => {
  expect(told({ 'a.yaml': set('etcd', 'etcd:v3.6.0', 5) }, { zones: 3 })).toEqual([
    'K34 StatefulSet etcd may have 3 of its 5 members on one node: with that node 3 are lost: 5 - 3 = 2 < 3: no quorum is left',
    'K36 one of 3 zones may hold 5 of the 5 members of StatefulSet etcd: with that zone 5 are lost: 5 - 5 = 0 < 3: no quorum is left',
  ]);
  const brokers = told(
    { 'a.yaml': set('kafka', 'apache/kafka:4.1.0', 5, env('KAFKA_PROCESS_ROLES', 'broker')) },
    { zones: 3 },
  );
  expect(brokers).toEqual([
    'K34 StatefulSet kafka may have 2 of its 5 brokers on one node: with that node 2 are lost: a partition has 3 copies and needs 2 in sync (the usual: the files do not say): 3 - 2 = 1 < 2: those with copies there refuse writes with acks=all',
    'K36 one of 3 zones may hold 5 of the 5 brokers of StatefulSet kafka: with that zone 3 are lost: a partition has 3 copies and needs 2 in sync (the usual: the files do not say): 3 - 3 = 0 < 2: those with copies there refuse writes with acks=all',
  ]);
  expect(brokers.join('\n')).not.toContain('quorum');
});

it('takes the copies from the environment, or from the file of the brokers', () => {
  const [five] = told({
    'a.yaml': set(
      'kafka',
      'bitnami/kafka',
      6,
      env('KAFKA_CFG_DEFAULT_REPLICATION_FACTOR', 5) + env('KAFKA_CFG_MIN_INSYNC_REPLICAS', 3),
    ),
  });
  expect(five).toContain(
    'may have 3 of its 6 brokers on one node: with that node 3 are lost: a partition has 5 copies and needs 3 in sync: 5 - 3 = 2 < 3',
  );
  const file =
    'process.roles=broker\nlisteners=SSL://:9093\ndefault.replication.factor=4\nmin.insync.replicas=2\n';
  const [four] = told({ 'a.yaml': set('kafka', 'bitnami/kafka', 6), 'b.properties': file });
  expect(four).toContain('a partition has 4 copies and needs 2 in sync: 4 - 3 = 1 < 2');
});

it('says nothing of hosts that brokers share when no broker may be away at all', () => {
  const one = env('KAFKA_DEFAULT_REPLICATION_FACTOR', 1) + env('KAFKA_MIN_INSYNC_REPLICAS', 1);
  expect(told({ 'a.yaml': set('kafka', 'apache/kafka:4.1.0', 3, one) })).toEqual([]);
});

it('counts ranges by their copies, however many nodes there are', () => {
  expect(told({ 'a.yaml': set('db', 'cockroachdb/cockroach:v25.1.0', 9) })[0]).toMatch(
    /^K34 StatefulSet db may have 2 of its 9 nodes on one node: .*3 - 2 = 1 < 2: ranges/,
  );
});

it('does not add etcd to brokers on one host', () => {
  const service = (name: string, image: string, role: string): string =>
    `  ${name}: { image: "${image}", environment: ["KAFKA_PROCESS_ROLES=${role}"] }\n`;
  const three = (role: string): string =>
    ['a', 'b', 'c'].map((name) => service(name, 'apache/kafka:4', role)).join('');
  expect(told({ 'a.yaml': `services:\n${three('broker')}` })).toEqual([
    'CO06 3 brokers of Kafka stand on one host: a, b, c: 3 processes on one host survive what one process does: the host takes every copy along',
  ]);
  expect(told({ 'a.yaml': `services:\n${three('controller')}` })).toEqual([
    'CO06 3 members of a quorum stand on one host: a, b, c: 3 processes on one host survive what one process does: the host takes them along',
  ]);
});
