import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exampleCluster } from './cluster.test.data.ts';
import type { PatroniCluster } from './cluster.ts';
import { renderPatroniYaml } from './patroni-yaml.ts';
import { defaultTiming, timingFor } from './timing.ts';

function yamlOf(cluster: PatroniCluster): string {
  const [member] = cluster.members;
  if (member === undefined) throw new RangeError('a cluster has members');
  return renderPatroniYaml(cluster, member);
}

// oxlint-disable-next-line no-unsafe-type-assertion -- the test reads what the product wrote
const read = (cluster: PatroniCluster): Tree => parse(yamlOf(cluster)) as Tree;
interface Tree {
  readonly [key: string]: Tree;
}

test('every value of the cluster has a comment that says why it is not the default', () => {
  for (const cluster of [exampleCluster(), exampleCluster({ synchronousStandbys: 2 })]) {
    const lines = yamlOf(cluster).split('\n');
    const from = lines.indexOf('  dcs:') + 1;
    const until = lines.indexOf('  initdb:');
    const values = lines.slice(from, until).filter((line) => /^ +\w+: \S/.test(line));
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) {
      expect(lines[lines.indexOf(value) - 1], `above ${value}`).toMatch(/^ +# /);
    }
  }
});

test('no password is in it, and none can be', () => {
  expect(yamlOf(exampleCluster())).not.toMatch(/password:/);
});

describe('replication', () => {
  test('rpo 0 is synchronous, strict, and with as many standbys as are asked for', () => {
    expect(read(exampleCluster({ synchronousStandbys: 2 }))['bootstrap']?.['dcs']).toMatchObject({
      synchronous_mode: true,
      synchronous_mode_strict: true,
      synchronous_node_count: 2,
    });
  });

  test('asynchronous replication names none of it', () => {
    expect(yamlOf(exampleCluster({ synchronousStandbys: 0 }))).not.toContain('synchronous_');
  });
});

describe('the watchdog', () => {
  test('bites within the lease that the guard enforces', () => {
    const cluster = exampleCluster();
    const { ttlS, leaseS } = cluster.timing;
    const { watchdog } = read(cluster);
    expect(watchdog?.['mode']).toBe('required');
    expect(ttlS - Number(watchdog?.['safety_margin'])).toBeLessThan(leaseS);
  });

  test("is a named pipe where there is no device, in the words of Patroni's test driver", () => {
    const cluster = exampleCluster();
    const members = cluster.members.map((one) => ({ ...one, watchdogDevice: '/run/n/watchdog' }));
    expect(read({ ...cluster, members })['watchdog']).toMatchObject({
      mode: 'required',
      driver: 'testing',
      device: '/run/n/watchdog',
    });
  });

  test('keeps its default margin where the ttl is the lease', () => {
    const result = timingFor(60_000, {
      synchronous: true,
      watchdog: true,
      etcdMembers: 3,
      etcdShared: false,
    });
    const timing = result.ok ? result.timing : defaultTiming;
    expect(read(exampleCluster({ timing }))['watchdog']).toEqual({ mode: 'required' });
  });

  test('can be off where there is no device', () => {
    expect(read(exampleCluster({ watchdog: 'off' }))['watchdog']).toEqual({ mode: 'off' });
  });
});

test("Patroni's defaults stay what they are, whatever was promised", () => {
  const cluster = exampleCluster({
    tuning: 'defaults',
    timing: defaultTiming,
    synchronousStandbys: 0,
    watchdog: 'automatic',
  });
  expect(Object.keys(read(cluster)['bootstrap']?.['dcs'] ?? {})).toEqual(['postgresql']);
  expect(read(cluster)['watchdog']).toEqual({ mode: 'automatic' });
});

test('a lost store begins from its archive', () => {
  const backup = {
    repository: '/mnt/backup',
    fullEveryDays: 7,
    keepFull: 2,
    archiveTimeoutS: 60,
  };
  const { bootstrap } = read(exampleCluster({ backup, startFrom: 'archive' }));
  expect(bootstrap?.['method']).toBe('pgbackrest');
  expect(bootstrap?.['pgbackrest']).toMatchObject({
    command:
      'pgbackrest --stanza=orders --pg1-path=/var/lib/postgresql/15/orders --type=default restore',
    keep_existing_recovery_conf: true,
  });
  const restoreTo = '2026-11-24 15:04:05+00';
  const toInstant = read(exampleCluster({ backup, startFrom: 'archive', restoreTo }));
  expect(toInstant['bootstrap']?.['pgbackrest']?.['command']).toContain(
    `--type=time '--target=${restoreTo}' --target-action=promote restore`,
  );
});
