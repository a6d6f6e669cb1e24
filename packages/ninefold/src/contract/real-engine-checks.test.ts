import { describe, expect, test } from 'vitest';
import type { Contract } from './contract.ts';
import { parseContract } from './parse-contract.ts';

function parse(rest: string): ReturnType<typeof parseContract> {
  const head = 'service: checkout\npromise: { availability: 99.9%, rto: 30s }\n';
  return parseContract(head + rest, 'ninefold.yaml');
}

function contractOf(rest: string): Contract {
  const result = parse(rest);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract;
}

test('one word puts a store under Patroni, and one makes HAProxy the balancer', () => {
  const { stores, balancer } = contractOf('stores: { orders: patroni }\nbalancer: haproxy');
  expect(stores[0]).toMatchObject({
    engine: 'patroni',
    members: 3,
    replication: 'synchronous',
    patroni: { hosts: [], etcd: [], tuning: 'promise', watchdog: 'required' },
  });
  expect(balancer).toMatchObject({ engine: 'haproxy', hosts: [], interface: 'eth0' });
});

test("Patroni's own defaults come with its own default for the watchdog", () => {
  const { stores } = contractOf('stores: { orders: { engine: patroni, tuning: defaults } }');
  expect(stores[0]?.patroni?.watchdog).toBe('automatic');
});

test('hosts, backup and virtual address are as they are written', () => {
  const { stores, balancer, app } = contractOf(`app: { run: [a], replicas: 1, hosts: ['[::1]:80'] }
stores:
  orders:
    engine: patroni
    hosts: [db-1, db-2, 'fd00::3']
    etcd: [10.0.0.21]
    backup: { repository: /mnt/backup, fullEvery: 14d, keep: 3, archiveEvery: 30s }
balancer: { engine: haproxy, hosts: [10.0.0.31, 10.0.0.32], vip: 10.0.0.30/24, interface: ens3 }
workload: { write: POST /o, read: 'GET /o/{{id}}' }`);
  expect(app?.hosts).toEqual(['[::1]:80']);
  expect(stores[0]?.patroni).toMatchObject({
    hosts: ['db-1', 'db-2', 'fd00::3'],
    etcd: ['10.0.0.21'],
    backup: {
      repository: '/mnt/backup',
      fullEveryMs: 14 * 86_400_000,
      keep: 3,
      archiveEveryMs: 30_000,
      rpoMs: 35_000,
    },
  });
  expect(balancer).toMatchObject({ virtualAddress: '10.0.0.30/24', interface: 'ens3' });
});

test('of the loss of a whole store a backup promises its archive, and a time only when it says one', () => {
  const backup = (rest: string) =>
    contractOf(`stores: { o: { engine: patroni, backup: { repository: /b${rest} } } }`).stores[0]
      ?.patroni?.backup;
  expect(backup('')).toMatchObject({ archiveEveryMs: 60_000, rpoMs: 65_000 });
  expect(backup('')).not.toHaveProperty('rtoMs');
  expect(backup(', rpo: 2m, rto: 30m')).toMatchObject({ rpoMs: 120_000, rtoMs: 1_800_000 });
});

describe('refuses, at its place', () => {
  test.each([
    [
      'metrics of HAProxy at a port of ours',
      'stores: { o: patroni }\nbalancer: { metrics: 9404 }',
      'balancer.metrics',
      '"metrics" is for Ninefold\'s own balancer',
    ],
    [
      'one port for clients and metrics',
      'stores: { o: postgres }\nbalancer: { port: 8080, metrics: 8080 }',
      'balancer.metrics',
      "port 8080 can't be both for clients and for metrics",
    ],
    [
      'keys of Patroni elsewhere',
      'stores: { o: { hosts: [a, b, c] } }',
      'stores.o.hosts',
      'under Patroni',
    ],
    [
      'a failover that is not ours to time',
      'stores: { o: { engine: patroni, failover: { deadline: 1s } } }',
      'stores.o.failover',
      'Patroni decides',
    ],
    [
      'a cluster of one',
      'stores: { o: { engine: patroni, members: 1, replication: asynchronous } }',
      'stores.o.members',
      'nobody to fail over to',
    ],
    [
      'fewer hosts than members',
      'stores: { o: { engine: patroni, hosts: [a, b] } }',
      'stores.o.hosts',
      '2 hosts for 3 members',
    ],
    [
      'an even etcd',
      'stores: { o: { engine: patroni, etcd: [a, b] } }',
      'stores.o.etcd',
      'outlive no more failures than 1',
    ],
    [
      'one host twice',
      'stores: { o: { engine: patroni, hosts: [a, b, a] } }',
      'stores.o.hosts[2]',
      '"a" is there twice',
    ],
    [
      'a host that is no host',
      'stores: { o: { engine: patroni, hosts: [a, b, "../c"] } }',
      'stores.o.hosts[2]',
      'not a host',
    ],
    [
      'a vip without HAProxy',
      'stores: { o: postgres }\nbalancer: { vip: 10.0.0.1/24 }',
      'balancer.vip',
      'HAProxy',
    ],
    [
      'a vip that can move nowhere',
      'stores: { o: patroni }\nbalancer: { engine: haproxy, hosts: [a], vip: 10.0.0.1/24 }',
      'balancer.hosts',
      'move to no other',
    ],
    [
      'an rpo that the archive can not keep',
      'stores: { o: { engine: patroni, backup: { repository: /b, rpo: 60s } } }',
      'stores.o.backup.rpo',
      'a write may wait 1m for its place in the archive',
    ],
    [
      'HAProxy before a store that tells it nothing',
      'stores: { o: postgres }\nbalancer: haproxy',
      'stores.o',
      'learns from Patroni',
    ],
  ])('%s', (_what, rest, path, message) => {
    const result = parse(rest);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems.map((problem) => [problem.path, problem.message])).toEqual([
      [path, expect.stringContaining(message)],
    ]);
  });
});

test('only a store under Patroni has a Patroni to kill', () => {
  const proof = 'proof: { faults: [kill store primary patroni] }';
  expect(parse(`stores: { orders: patroni }\n${proof}`).ok).toBe(true);
  const result = parse(`stores: { orders: { engine: postgres, members: 3 } }\n${proof}`);
  expect(result).toMatchObject({
    ok: false,
    problems: [{ message: 'this store has no Patroni' }],
  });
});
