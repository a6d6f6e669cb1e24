import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { targets } from '../src/render/targets.ts';
import { alertsOf, ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { ORDINARY_UID, isRoot, newScene } from './scene.ts';

const PRODUCTION = contractFrom(`service: checkout
promise: { availability: { objective: 99.95%, agreement: 99.9% }, rto: 30s, rpo: 0 }
app: { run: [node, server.js], replicas: 2 }
stores: { orders: { engine: patroni, replication: synchronous, backup: { repository: /mnt/backup } } }
balancer: { engine: haproxy }
logs: { events: {} }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`);
const POSTGRES = contractFrom(`service: carts
promise: { availability: 99.9%, rto: 30s, rpo: 20s }
stores: { carts: postgres }
`);

/** The commands of every runbook, each once; queries for Prometheus are others' tests. */
const commands = [
  ...new Set(
    [PRODUCTION, POSTGRES]
      .flatMap((contract) => alertsOf(ruleGroupsOf(contract)))
      .flatMap(({ runbook }) => [...runbook.confirm, ...runbook.mend, ...runbook.failover])
      .flatMap(({ run = [] }) => run)
      .filter((line) =>
        /^(?:\/opt|patronictl|psql|systemctl|journalctl|pgbackrest|echo|openssl)/.test(line),
      ),
  ),
];

function of(program: string): readonly string[] {
  const found = commands.filter((line) => line.includes(program));
  expect(found, program).not.toEqual([]);
  return found;
}

function shell(line: string, more: Parameters<typeof spawnSync>[2] = {}): SpawnSyncReturns<string> {
  return spawnSync('/bin/bash', ['-c', line], {
    timeout: 30_000,
    ...more,
    encoding: 'utf8',
  });
}

describe('the commands of runbooks', () => {
  it.each(commands)('are shell: %s', (line) => {
    expect(spawnSync('/bin/bash', ['-n', '-c', line]).status).toBe(0);
  });

  it('name files and units that ninefold render writes', () => {
    const files = ['patroni', 'haproxy', 'systemd', 'kafka', 'pgbackrest'].flatMap((target) => {
      const rendered = targets[target]?.(PRODUCTION);
      return rendered?.ok === true ? rendered.files : [];
    });
    const isRendered = (path: string): boolean =>
      files.some((file) => file.path.endsWith(path) || file.text.includes(`stats socket ${path} `));
    const paths = commands.flatMap((line) => line.match(/\/(?:etc|run)\/[\w./-]+/g) ?? []);
    expect(new Set(paths).size).toBeGreaterThanOrEqual(3);
    for (const path of paths) expect(isRendered(path), path).toBe(true);
    expect(isRendered('/etc/patroni.yml')).toBe(false);

    const units = files.flatMap(
      ({ path }) => /systemd\/system\/([\w-]+)\.service/.exec(path)?.[1] ?? [],
    );
    for (const line of [...of('systemctl'), ...of('journalctl')]) {
      const named = /(?:status|start|-u) '?([\w*-]+)/.exec(line)?.[1] ?? '';
      // Kafka's unit is of whoever installed it; Prometheus's are of Debian.
      if (named === 'kafka' || named.startsWith('prometheus')) continue;
      const pattern = new RegExp(`^${named.replace('*', '.*')}$`);
      expect(
        units.some((unit) => pattern.test(unit)),
        line,
      ).toBe(true);
    }
  });

  it('reach brokers where these listen, with what they ask for', () => {
    const rendered = targets['kafka']?.(PRODUCTION);
    const files = rendered?.ok === true ? rendered.files : [];
    for (const line of of('kafka-topics.sh')) {
      const servers = /--bootstrap-server (\S+)/.exec(line)?.[1]?.split(',') ?? [];
      expect(servers).toHaveLength(3);
      for (const server of servers) {
        expect(
          files.some(({ text }) => text.includes(`CLIENTS://${server},`)),
          server,
        ).toBe(true);
      }
    }
  });

  it.skipIf(!existsSync('/usr/bin/patronictl'))('are known to patronictl', () => {
    for (const line of of('patronictl')) {
      const command = /patroni\.yml (\w+)/.exec(line)?.[1] ?? '';
      const { status, stdout } = shell(`patronictl ${command} --help`);
      expect(status, line).toBe(0);
      expect(stdout).toContain(`patronictl ${command}`);
    }
    expect(shell('patronictl promote --help').status).not.toBe(0);
  });

  it.skipIf(!existsSync('/usr/bin/pgbackrest'))('are known to pgBackRest', () => {
    for (const line of of('pgbackrest --stanza')) {
      const command = line.split(' ').at(-1) ?? '';
      expect(shell(`pgbackrest help ${command}`).status, line).toBe(0);
    }
    expect(shell('pgbackrest help inform').status).not.toBe(0);
  });

  it.skipIf(!existsSync('/usr/bin/journalctl'))('are known to journalctl', () => {
    for (const line of of('journalctl')) {
      expect(shell(line).stderr, line).not.toMatch(/Failed to parse|invalid|unrecognized/i);
    }
    expect(shell('journalctl --since -15minutos').stderr).toMatch(/Failed to parse/);
  });
});

const POSTGRES_BIN = '/usr/lib/postgresql/15/bin';

describe.skipIf(!existsSync(`${POSTGRES_BIN}/initdb`))('psql of runbooks, on PostgreSQL 15', () => {
  const scene = isRoot ? newScene({ uid: ORDINARY_UID }) : newScene();
  const as = isRoot ? { uid: ORDINARY_UID, gid: ORDINARY_UID } : {};
  const data = scene.path('data');
  const env = { ...process.env, PGHOST: scene.folder, PGUSER: 'postgres', PGDATABASE: 'postgres' };
  afterAll(() => {
    shell(`${POSTGRES_BIN}/pg_ctl -D ${data} -m immediate stop`, as);
  });

  it('says whether it recovers, and promotes only who does', () => {
    mkdirSync(scene.path('.'), { recursive: true });
    const begun = shell(
      `${POSTGRES_BIN}/initdb -D ${data} -U postgres --no-sync >/dev/null &&
       ${POSTGRES_BIN}/pg_ctl -D ${data} -w -l ${data}/log -o "-k ${scene.folder} -c listen_addresses=''" start >/dev/null`,
      { ...as, env },
    );
    expect(begun.status, begun.stderr).toBe(0);
    const [look = '', promote = '', archiver = ''] = [
      'pg_is_in_recovery',
      'pg_promote',
      'pg_stat_archiver',
    ].flatMap((what) => of(what));
    expect(of('psql')).toHaveLength(3);
    expect(shell(archiver, { ...as, env })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^0\|/),
    });
    expect(shell(look, { ...as, env })).toMatchObject({ status: 0, stdout: 'f|\n' });
    // A primary has nothing to promote; a mistake in the statement would be told otherwise.
    expect(shell(promote, { ...as, env }).stderr).toContain('recovery is not in progress');
  });
});
