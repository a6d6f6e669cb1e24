// What Ninefold renders, before the engines' own checkers.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { cacheDirectory } from '../src/engines/postgres/cache-directory.ts';
import { patroniEnvironment } from '../src/engines/patroni/program.ts';
import { renderHaproxy } from '../src/render/haproxy/haproxy-config.ts';
import type { HaproxyPlan } from '../src/render/haproxy/haproxy-plan.ts';
import { renderKeepalived } from '../src/render/keepalived/keepalived-conf.ts';
import type { KeepalivedPlan } from '../src/render/keepalived/keepalived-plan.ts';
import type { PatroniCluster } from '../src/render/patroni/cluster.ts';
import { renderPatroniYaml } from '../src/render/patroni/patroni-yaml.ts';
import { defaultTiming } from '../src/render/patroni/timing.ts';
import { renderSystemdTarget } from '../src/render/systemd/target.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { exampleCluster } from '../src/render/patroni/cluster.test.data.ts';
import { renderPgbackrest } from '../src/render/pgbackrest/pgbackrest.ts';
import { freePort } from './free-port.ts';
import { isRoot, newScene } from './scene.ts';

function run(program: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
}

/**
 * A cluster as the checker wants to see it: on addresses of this machine, where nobody listens on its
 * ports yet and etcd does.
 */
async function checkedCluster(
  changed: Partial<PatroniCluster> = {},
): Promise<{ readonly yaml: string; readonly close: () => void }> {
  const scene = newScene();
  const etcd = await freePort({ held: true });
  const example = exampleCluster(changed);
  const members = await Promise.all(
    example.members.map(async (member, index) => ({
      ...member,
      address: `127.0.0.${index + 2}`,
      postgresPort: (await freePort()).port,
      restPort: (await freePort()).port,
      dataDirectory: scene.path(`data-${index}`),
    })),
  );
  const [member] = members;
  const [place] = example.etcd;
  if (member === undefined || place === undefined) throw new RangeError('there are members');
  const cluster = {
    ...example,
    members,
    etcd: [{ ...place, address: '127.0.0.1', clientPort: etcd.port }],
  };
  return { yaml: renderPatroniYaml(cluster, member), close: etcd.close };
}

describe.each([
  ["Debian's", '/usr/bin/patroni'],
  ["PyPI's", join(patroniEnvironment(cacheDirectory()), 'bin/patroni')],
])('%s Patroni', (_whose, program) => {
  const backup = { repository: '/mnt/backup', fullEveryDays: 7, keepFull: 2, archiveTimeoutS: 60 };

  it.skipIf(!existsSync(program)).each([
    ['the strict setting', {}],
    ['with backups', { backup, synchronousStandbys: 2 }],
    ['from an archive', { backup, startFrom: 'archive' }],
    [
      "Patroni's defaults",
      { tuning: 'defaults', timing: defaultTiming, synchronousStandbys: 0, watchdog: 'automatic' },
    ],
    ['without a watchdog', { watchdog: 'off' }],
  ] as const)('accepts %s', async (_what, changed) => {
    const { yaml, close } = await checkedCluster(changed);
    const path = newScene().write('patroni.yml', yaml);
    const { status, stdout, stderr } = run(program, '--validate-config', path);
    close();
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });

  it.skipIf(!existsSync(program))('refuses what is wrong', async () => {
    const { yaml, close } = await checkedCluster();
    const path = newScene().write('patroni.yml', yaml.replace('\nscope: ', '\nscop: '));
    const { status, stderr } = run(program, '--validate-config', path);
    close();
    expect(stderr).toContain('scope');
    expect(status).not.toBe(0);
  });
});

const plan: HaproxyPlan = {
  statsSocket: '/run/haproxy/admin.sock',
  alivePort: 8404,
  app: {
    bind: { address: '*', port: 8080 },
    servers: [{ name: 'app-0', address: '10.0.0.41', port: 8080 }],
    readyPath: '/health/ready',
    checkEveryMs: 200,
    attemptTimeoutMs: 2000,
    maxAttempts: 3,
    maxConnectionsPerReplica: 128,
    drainMs: 10_000,
  },
  stores: [
    {
      name: 'orders',
      primary: { address: '*', port: 5432 },
      replicas: { address: '127.0.0.1', port: 5433 },
      members: [{ name: 'orders-0', address: 'fd00::1', port: 5432, restPort: 8008 }],
      restAuthority: '/etc/ssl/certs/ca-certificates.crt',
      leaseS: 7,
      rtoReason: 'promise.rto 10s',
    },
  ],
  peers: [{ name: 'balancer-0', address: '10.0.0.31', port: 10_000 }],
};

describe.skipIf(!existsSync('/usr/sbin/haproxy'))('HAProxy', () => {
  it('accepts its configuration without a warning', () => {
    const path = newScene().write('haproxy.cfg', renderHaproxy(plan, 'balancer-0'));
    const { status, stdout, stderr } = run('/usr/sbin/haproxy', '-c', '-f', path);
    expect(stderr).not.toContain('WARNING');
    expect(stdout).toContain('Configuration file is valid');
    expect(status).toBe(0);
  });

  it('starts before the name of a server is known', () => {
    const [member] = plan.stores[0]?.members ?? [];
    if (member === undefined) throw new RangeError('there is a member');
    const text = renderHaproxy(plan, 'balancer-0').replace(member.address, 'unknown.invalid');
    const path = newScene().write(
      'haproxy.cfg',
      text.replace('[unknown.invalid]', 'unknown.invalid'),
    );
    const { status, stderr } = run('/usr/sbin/haproxy', '-c', '-f', path);
    expect(stderr).toContain('could not resolve address');
    expect(status).toBe(0);
  });

  it('refuses what is wrong', () => {
    const wrong = renderHaproxy(plan, 'balancer-0').replace('on-marked-down', 'on-marked-dwn');
    const path = newScene().write('haproxy.cfg', wrong);
    expect(run('/usr/sbin/haproxy', '-c', '-f', path).status).not.toBe(0);
  });
});

describe.skipIf(!existsSync('/usr/bin/pgbackrest'))('pgBackRest', () => {
  /** What it says of a segment to archive, where no PostgreSQL is: it reads its configuration first. */
  function archive(change: (text: string) => string): string {
    const [member] = exampleCluster().members;
    if (member === undefined) throw new RangeError('there is a member');
    const scene = newScene();
    const times = { fullEveryDays: 7, keepFull: 2, archiveTimeoutS: 60 };
    const place = { ...member, dataDirectory: scene.path('no-data') };
    const text = renderPgbackrest('orders', { repository: scene.folder, ...times }, place);
    const path = scene.write('pgbackrest.conf', change(text));
    const { stdout, stderr } = run(
      'pgbackrest',
      `--config=${path}`,
      '--stanza=orders',
      'archive-push',
      path,
    );
    return (stdout + stderr).trim();
  }

  it('accepts its configuration, and asks for PostgreSQL next', () => {
    expect(archive((text) => text)).toMatch(/^ERROR: \[055\]: .*pg_control[^\n]*$/);
  });

  it('refuses what is wrong', () => {
    expect(archive((text) => text.replace('=lz4', '=lz5'))).toContain('compress-type');
  });
});

describe.skipIf(!existsSync('/usr/bin/systemd-analyze'))('systemd', () => {
  /** What it says of the units, apart from programs that this machine does not have. */
  function verify(change: (text: string) => string): string {
    const result = parseContract(everything, 'ninefold.yaml');
    const rendered = result.ok ? renderSystemdTarget(result.contract) : undefined;
    if (rendered?.ok !== true) throw new Error(JSON.stringify(rendered ?? result));
    const scene = newScene();
    const units = rendered.files
      .filter(({ path }) => /\.(service|timer)$/.test(path))
      .map(({ path, text }) => scene.write(path.split('/').at(-1) ?? '', change(text)));
    expect(units.length).toBeGreaterThan(4);
    const { stdout, stderr } = run('systemd-analyze', 'verify', '--man=no', ...new Set(units));
    return (stdout + stderr)
      .split('\n')
      .filter((line) => line !== '' && !line.includes('is not executable'))
      .join('\n');
  }

  const everything = `service: checkout
promise: { availability: 99.95%, rto: 12s }
app: { run: [/bin/sh, -c, 'echo "$HOME" 100%'], replicas: 1, hosts: ['10.0.0.41:8080'] }
stores: { orders: { engine: patroni, backup: { repository: /mnt/backup } } }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

  it('accepts its units', () => {
    expect(verify((text) => text)).toBe('');
  });

  it('warns of what is wrong', () => {
    expect(verify((text) => text.replace('TimeoutStopSec', 'TimeoutStopSecs'))).toContain(
      'Unknown',
    );
  });
});

// keepalived wants the interface to be there, which takes a network namespace of our own.
describe.skipIf(!existsSync('/usr/sbin/keepalived') || !isRoot)('keepalived', () => {
  const router: KeepalivedPlan = {
    name: 'checkout',
    address: '10.0.0.31',
    peers: ['10.0.0.32'],
    interface: 'eth0',
    virtualAddress: '10.0.0.30/24',
    routerId: 30,
    priority: 200,
    healthCommand: ['/bin/true'],
    scriptUser: 'nobody',
    rtoReason: 'promise.rto 10s',
  };

  function check(text: string): SpawnSyncReturns<string> {
    const path = newScene().write('keepalived.conf', text);
    chmodSync(path, 0o644);
    const script = `${path}.sh`;
    writeFileSync(
      script,
      'ip link add eth0 type veth peer name eth1 && ip addr add 10.0.0.31/24 dev eth0 && exec keepalived -t -f "$1"',
    );
    return run('unshare', '--net', 'sh', script, path);
  }

  it('accepts its configuration without a warning', () => {
    const { status, signal, stdout, stderr } = check(renderKeepalived(router));
    expect(stdout + stderr).toBe('');
    // 2.2.7 ends a good test of a configuration with a script by a SIGTERM to itself.
    expect([status, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGTERM']);
  });

  it('refuses what is wrong', () => {
    const { stdout, stderr } = check(renderKeepalived({ ...router, priority: 300 }));
    expect(stdout + stderr).toContain('Priority not valid');
  });
});
