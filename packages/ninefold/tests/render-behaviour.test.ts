// What Ninefold renders does what its comments say, on the real engines.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type Server, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import { renderEtcd } from '../src/render/etcd/etcd-config.ts';
import { renderLeaseGuard } from '../src/render/etcd/lease-guard.ts';
import { renderHaproxy } from '../src/render/haproxy/haproxy-config.ts';
import { renderHealthCheck } from '../src/render/keepalived/keepalived-conf.ts';
import { exampleCluster } from '../src/render/patroni/cluster.test.data.ts';
import { signalProcess } from '../src/supervisor/end-processes.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { newScene } from './scene.ts';

const WITHIN_MS = 30_000;
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0).toReversed()) end();
});

function start(program: string, ...args: readonly string[]): ChildProcess {
  // A group of its own: what a script has started ends with it.
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  endings.push(() => {
    if (child.pid !== undefined) signalProcess(-child.pid, 'SIGKILL');
  });
  return child;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  endings.push(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A member as HAProxy sees it: Patroni's answer, and a server that says its name and holds on. */
interface FakeMember {
  isPrimary: boolean;
  readonly name: string;
  readonly port: number;
  readonly restPort: number;
}

async function fakeMember(name: string): Promise<FakeMember> {
  const member = { isPrimary: false };
  const port = await listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(name);
    }),
  );
  const restPort = await listening(
    createHttpServer(({ url }, response) => {
      const isRight = url === (member.isPrimary ? '/primary' : '/replica');
      response.writeHead(isRight ? 200 : 503).end();
    }),
  );
  return Object.assign(member, { name, port, restPort });
}

/** A session as a client has it: who answered, and whether it was ended. */
async function openSession(port: number): Promise<{ readonly to: string; isEnded(): boolean }> {
  let isEnded = false;
  let to = '';
  const socket = connect(port, '127.0.0.1');
  endings.push(() => socket.destroy());
  socket.on('data', (bytes: Buffer) => (to += bytes.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (isEnded = true));
  await eventually('an answer or an end', WITHIN_MS, () => to !== '' || isEnded);
  return { to, isEnded: () => isEnded };
}

describe.skipIf(!existsSync('/usr/sbin/haproxy'))('HAProxy as it is rendered', () => {
  async function booted(): Promise<{
    readonly members: readonly [FakeMember, FakeMember];
    readonly port: number;
    readonly alivePort: number;
    readonly haproxy: ChildProcess;
    /** As many members as HAProxy takes for a primary. */
    readonly primaries: () => Promise<number>;
  }> {
    const scene = newScene();
    const members = [await fakeMember('orders-0'), await fakeMember('orders-1')] as const;
    const [primary, replicas, alive, peer] = await Promise.all([0, 1, 2, 3].map(() => freePort()));
    if (!primary || !replicas || !alive || !peer) throw new RangeError('four ports');
    const statsSocket = scene.path('stats');
    const text = renderHaproxy(
      {
        statsSocket,
        alivePort: alive.port,
        stores: [
          {
            name: 'orders',
            primary: { address: '127.0.0.1', port: primary.port },
            replicas: { address: '127.0.0.1', port: replicas.port },
            members: members.map(({ name, port, restPort }) => ({
              name,
              address: '127.0.0.1',
              port,
              restPort,
            })),
            leaseS: 7,
            rtoReason: 'promise.rto 10s',
          },
        ],
        peers: [{ name: 'balancer-0', address: '127.0.0.1', port: peer.port }],
      },
      'balancer-0',
    );
    const haproxy = start('/usr/sbin/haproxy', '-db', '-f', scene.write('haproxy.cfg', text));
    const primaries = async (): Promise<number> => {
      const csv = await ask(statsSocket, 'show stat\n');
      return csv.split('\n').filter((line) => /^orders-primary,orders-\d,.*,UP/.test(line)).length;
    };
    return { members, port: primary.port, alivePort: alive.port, haproxy, primaries };
  }

  function ask(path: string, command: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(path, () => socket.write(command));
      socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
      socket.on('error', () => {
        resolve('');
      });
      socket.on('close', () => {
        resolve(answer);
      });
    });
  }

  it('shuts the sessions of a primary that is none any more, and leads to the new one', async () => {
    const { members, port, primaries } = await booted();
    members[0].isPrimary = true;
    await eventually('a primary', WITHIN_MS, async () => (await primaries()) === 1);
    const session = await openSession(port);
    expect(session.to).toBe('orders-0');
    members[0].isPrimary = false;
    members[1].isPrimary = true;
    await eventually('the end of the session', WITHIN_MS, () => session.isEnded());
    await eventually('the new primary', WITHIN_MS, async () => {
      return (await openSession(port)).to === 'orders-1';
    });
  });

  it('leads nobody to an old primary that wakes beside the new one', async () => {
    const { members, port, primaries } = await booted();
    members[0].isPrimary = true;
    await eventually('a primary', WITHIN_MS, async () => (await primaries()) === 1);
    expect((await openSession(port)).to).toBe('orders-0');
    members[0].isPrimary = false;
    members[1].isPrimary = true;
    await eventually('the new primary', WITHIN_MS, async () => {
      return (await openSession(port)).to === 'orders-1';
    });
    members[0].isPrimary = true;
    await eventually('two that say so', WITHIN_MS, async () => (await primaries()) === 2);
    for (let count = 0; count < 20; count++) {
      expect((await openSession(port)).to).toBe('orders-1');
    }
  });

  it('tells Prometheus how many servers it has, on the loopback address', async () => {
    const { members, alivePort, primaries } = await booted();
    members[0].isPrimary = true;
    await eventually('a primary', WITHIN_MS, async () => (await primaries()) === 1);
    const response = await fetch(`http://127.0.0.1:${alivePort}/metrics`);
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('haproxy_backend_active_servers{proxy="orders-primary"} 1\n'),
    ]);
  });

  it('is alive for keepalived while it answers, and dead when it does not', async () => {
    const { alivePort, haproxy } = await booted();
    const script = newScene().write('check-haproxy', renderHealthCheck(alivePort));
    const check = (): number | null => spawnSync('bash', [script]).status;
    await eventually('an answer', WITHIN_MS, () => check() === 0);
    haproxy.kill('SIGSTOP');
    expect(check()).toBe(1);
    haproxy.kill('SIGCONT');
    await eventually('an answer again', WITHIN_MS, () => check() === 0);
    haproxy.kill('SIGKILL');
    await eventually('nobody', WITHIN_MS, () => check() === 1);
  });
});

describe.skipIf(!existsSync('/usr/bin/etcd') || !existsSync('/usr/bin/etcdctl'))('etcd', () => {
  it('starts as it is rendered, and the guard ends the lease of a silent leader alone', async () => {
    const scene = newScene();
    const [client, peer] = await Promise.all([freePort(), freePort()]);
    const member = {
      name: 'etcd-0',
      address: '127.0.0.1',
      clientPort: client.port,
      peerPort: peer.port,
      dataDirectory: scene.path('etcd'),
    };
    const plan = { cluster: 'checkout', members: [member], rtoReason: 'promise.rto 10s' };
    start('/usr/bin/etcd', '--config-file', scene.write('etcd.yml', renderEtcd(plan, member)));
    const etcdctl = (...args: readonly string[]): string => {
      const endpoint = `--endpoints=http://127.0.0.1:${client.port}`;
      const { stdout, status } = spawnSync('/usr/bin/etcdctl', [endpoint, ...args], {
        encoding: 'utf8',
        env: { ...process.env, ETCDCTL_API: '3' },
      });
      return status === 0 ? stdout.trim() : '';
    };
    const lease = await eventually(
      'etcd',
      WITHIN_MS,
      () => /^lease (\w+) granted/.exec(etcdctl('lease', 'grant', '600'))?.[1],
    );
    const other = /^lease (\w+) granted/.exec(etcdctl('lease', 'grant', '600'))?.[1] ?? '';
    etcdctl('put', `--lease=${lease}`, '/service/silent/leader', 'orders-0');
    etcdctl('put', `--lease=${other}`, '/service/lively/leader', 'orders-1');
    // As Patroni does, each round.
    const round = `while ETCDCTL_API=3 etcdctl --endpoints=http://127.0.0.1:${client.port} lease keep-alive --once ${other}; do sleep 0.5; done`;
    start('sh', scene.write('refresh', round));
    // A guard that waits three seconds of a ttl of ten minutes.
    const { tls: _tls, timing, ...plain } = exampleCluster();
    for (const scope of ['silent', 'lively']) {
      const guarded = {
        ...plain,
        scope,
        etcd: [member],
        timing: { ...timing, ttlS: 600, leaseS: 3 },
      };
      const script = renderLeaseGuard(guarded, member);
      if (script === undefined) throw new RangeError('a lease below the ttl has a guard');
      start('bash', scene.write(`guard-${scope}`, script));
    }
    expect(etcdctl('get', '--print-value-only', '/service/silent/leader')).toBe('orders-0');
    const leader = (scope: string): string =>
      etcdctl('get', '--print-value-only', `/service/${scope}/leader`);
    await eventually('the end of the lease', WITHIN_MS, () => leader('silent') === '');
    expect(leader('lively')).toBe('orders-1');
  });
});

it('a lease that is as long as the ttl needs no guard, and a shorter one needs a watchdog', () => {
  const cluster = exampleCluster();
  const timing = { ...cluster.timing, leaseS: cluster.timing.ttlS };
  const [member] = cluster.etcd;
  if (member === undefined) throw new RangeError('a cluster has an etcd');
  expect(renderLeaseGuard({ ...cluster, timing }, member)).toBeUndefined();
  expect(() => renderLeaseGuard({ ...cluster, watchdog: 'off' }, member)).toThrow('watchdog');
});
