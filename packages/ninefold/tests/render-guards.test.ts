// The guards of a primary that is cut off, on real scripts: what they do, and above all when they don't.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { type IncomingMessage, createServer as createHttpServer } from 'node:http';
import { type Server, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import { renderEtcd } from '../src/render/etcd/etcd-config.ts';
import { renderReachGuard } from '../src/render/haproxy/reach-guard.ts';
import { exampleCluster } from '../src/render/patroni/cluster.test.data.ts';
import type { PatroniCluster, PatroniMember } from '../src/render/patroni/cluster.ts';
import { renderIsolationGuard } from '../src/render/patroni/isolation-guard.ts';
import { signalProcess } from '../src/supervisor/end-processes.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { type Scene, newScene } from './scene.ts';

const WITHIN_MS = 30_000;
/** With what curl's configuration and bash take for signs of their own. */
const PASSWORD = String.raw`s"e\c&r $e't`;
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0).toReversed()) end();
});

function start(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  as: { readonly argv0?: string; readonly cwd?: string } = {},
): ChildProcess & { text: () => string } {
  // A group of its own: what a script has started ends with it.
  const child = spawn(file, args, { ...as, env: { ...process.env, ...env }, detached: true });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (text += bytes.toString()));
  endings.push(() => {
    if (child.pid !== undefined) signalProcess(-child.pid, 'SIGKILL');
  });
  return Object.assign(child, { text: () => text });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  endings.push(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A port that is silent, as behind a cut: its queue is full, so the kernel drops what comes. */
async function silentPort(scene: Scene): Promise<number> {
  const script = `import socket, time
server = socket.socket(); server.bind(('127.0.0.1', 0)); server.listen(0)
held = [socket.socket() for _ in range(4)]
for one in held: one.setblocking(False); one.connect_ex(server.getsockname())
print(server.getsockname()[1], flush=True); time.sleep(600)`;
  const child = start('python3', [scene.write('silent.py', script)]);
  return Number(
    await eventually('a silent port', WITHIN_MS, () => child.text().trim() || undefined),
  );
}

function plain(): PatroniCluster {
  const { tls: _tls, ...cluster } = exampleCluster();
  return cluster;
}

const areThere = ['/usr/bin/etcd', '/usr/bin/etcdctl', '/usr/bin/curl', '/usr/bin/python3'];

describe.skipIf(!areThere.every((path) => existsSync(path)))('the isolation guard', () => {
  /** What is seen from the primary, and of it. */
  interface Situation {
    readonly standbyPort: number;
    /** Of the standby's Patroni. */
    readonly restPort: number;
    /** Whether the standby refreshes its lease in etcd. */
    readonly isHeard: boolean;
    readonly replies: 'none' | 'every time';
    readonly config: string;
    /** Whom `postmaster.pid` names. Default: PostgreSQL of the member's directory. */
    readonly postmaster?: 'no PostgreSQL' | 'another PostgreSQL' | 'one that looks like it';
    /** Whether Patroni was started with another configuration than the guard knows. */
    readonly isPatroniUnknown?: boolean;
  }

  async function world(): Promise<{
    readonly scene: Scene;
    readonly etcdctl: (...args: readonly string[]) => string;
    readonly guard: (scope: string, situation: Situation) => Guarded;
  }> {
    const scene = newScene();
    const [client, peer] = await Promise.all([freePort(), freePort()]);
    const etcd = {
      name: 'etcd-0',
      address: '127.0.0.1',
      clientPort: client.port,
      peerPort: peer.port,
      dataDirectory: scene.path('etcd'),
    };
    const plan = { cluster: 'orders', members: [etcd], rtoReason: 'promise.rto 10s' };
    start('/usr/bin/etcd', ['--config-file', scene.write('etcd.yml', renderEtcd(plan, etcd))]);
    const environment = {
      ...process.env,
      ETCDCTL_API: '3',
      ETCDCTL_ENDPOINTS: `http://127.0.0.1:${client.port}`,
    };
    const etcdctl = (...args: readonly string[]): string =>
      spawnSync('/usr/bin/etcdctl', args, { encoding: 'utf8', env: environment }).stdout.trim();
    const granted = (): string =>
      /^lease (\w+) granted/.exec(etcdctl('lease', 'grant', '20'))?.[1] ?? '';
    await eventually('etcd', WITHIN_MS, () => granted() || undefined);

    const guard = (scope: string, situation: Situation): Guarded => {
      const lease = granted();
      const standby = granted();
      const put = (key: string, value: string, of?: string): string =>
        etcdctl(
          'put',
          ...(of === undefined ? [] : [`--lease=${of}`]),
          `/service/${scope}/${key}`,
          value,
        );
      put('leader', 'orders-0', lease);
      put('config', situation.config);
      put('sync', '{"leader":"orders-0","sync_standby":"orders-1"}');
      put('members/orders-1', '{"state":"running","role":"replica"}', standby);
      const kept = [lease, ...(situation.isHeard ? [standby] : [])].join(' ');
      const refresh = `while :; do for lease in ${kept}; do etcdctl lease keep-alive --once $lease; done; sleep 0.5; done`;
      start('bash', [scene.write(`refresh-${scope}`, refresh)], {
        ETCDCTL_API: '3',
        ETCDCTL_ENDPOINTS: environment.ETCDCTL_ENDPOINTS,
      });
      const folder = scene.path(scope);
      mkdirSync(folder);
      // What PostgreSQL tells of its standbys, line by line, as `\watch` does.
      const replies = situation.replies === 'none' ? 'same' : '$RANDOM$RANDOM';
      scene.write(`${scope}/psql`, `#!/bin/bash\nwhile echo "${replies}"; do sleep 0.5; done\n`);
      spawnSync('chmod', ['755', `${folder}/psql`]);
      const cluster = { ...plain(), scope, etcd: [etcd] };
      const [self, other] = cluster.members;
      if (!self || !other) throw new RangeError('there are members');
      const config = scene.write(`${scope}/patroni.yml`, '');
      const program = scene.write(`${scope}/patroni`, 'import time; time.sleep(600)');
      const elsewhere = scene.path(`${scope}-elsewhere`);
      mkdirSync(elsewhere);
      const postgres = (of: string, cwd: string, argv0 = `${folder}/postgres`): ChildProcess =>
        start('bash', ['-c', 'read', 'postgres', '-D', of], {}, { argv0, cwd });
      const python = (...args: readonly string[]): ChildProcess => start('python3', args);
      const processes = {
        patroni: python(program, ...(situation.isPatroniUnknown ? [] : [config])),
        postgres: postgres(folder, folder),
        // All others have something of these two.
        'another Patroni': python(program, `${config}.new`),
        'a check': python(program, '--validate-config', config),
        'a reader': start('tail', ['-f', program, config]),
        'another PostgreSQL': postgres(elsewhere, elsewhere),
        'one that looks like it': postgres(folder, elsewhere),
        'no PostgreSQL': postgres(folder, folder, 'bash'),
      };
      const { pid } = processes[situation.postmaster ?? 'postgres'];
      scene.write(`${scope}/postmaster.pid`, `${pid}\n`);
      const member: PatroniMember = { ...self, dataDirectory: folder, binDirectory: folder };
      const standbyMember = {
        ...other,
        address: '127.0.0.1',
        postgresPort: situation.standbyPort,
        restPort: situation.restPort,
      };
      const text = renderIsolationGuard(
        { ...cluster, members: [member, standbyMember] },
        member,
        config,
      );
      const script = start('bash', [scene.write(`${scope}/guard`, text ?? '')], {
        PATRONI_SUPERUSER_PASSWORD: 'secret',
      });
      return {
        scope,
        killed: () =>
          Object.entries(processes)
            .filter(([, { signalCode, exitCode }]) => signalCode !== null || exitCode !== null)
            .map(([name]) => name),
        leads: () => etcdctl('get', '--print-value-only', `/service/${scope}/leader`) !== '',
        text: script.text,
      };
    };
    return { scene, etcdctl, guard };
  }

  interface Guarded {
    readonly scope: string;
    /** Of all that run on its host. */
    readonly killed: () => string[];
    readonly leads: () => boolean;
    readonly text: () => string;
  }

  it('fences a primary that etcd and it hear differently of its standby, and no other', async () => {
    const { scene, guard } = await world();
    const silent = await silentPort(scene);
    const open = await listening(createServer());
    const { port: refused } = await freePort();
    const cut = {
      standbyPort: silent,
      restPort: open,
      isHeard: true,
      replies: 'none',
      config: '{}',
    } as const;
    const rejected = { ...cut, standbyPort: refused, restPort: refused };
    const others = [
      guard('answered', { ...cut, replies: 'every time' }),
      guard('reached', { ...cut, standbyPort: open }),
      guard('stopped', { ...cut, standbyPort: refused }),
      guard('dead', { ...cut, isHeard: false }),
      guard('killed', { ...rejected, isHeard: false }),
      guard('paused', { ...cut, config: '{"pause": true}' }),
    ];
    for (const isolated of [guard('cut', cut), guard('rejected', rejected)]) {
      await eventually(
        'the fence',
        WITHIN_MS,
        () => isolated.killed().length > 1 && !isolated.leads(),
      );
      expect(isolated.killed()).toEqual(['patroni', 'postgres']);
    }
    // Each had as much time, being older.
    for (const one of others) {
      expect([one.scope, one.killed(), one.leads(), one.text()]).toEqual([one.scope, [], true, '']);
    }
  });

  it('kills nobody and leaves the lease alone where it can not tell who is to be killed', async () => {
    const { scene, guard } = await world();
    const standbyPort = await silentPort(scene);
    const cut = {
      standbyPort,
      restPort: standbyPort,
      isHeard: true,
      replies: 'none',
      config: '{}',
    } as const;
    const guards = [
      guard('reused', { ...cut, postmaster: 'no PostgreSQL' }),
      guard('moved', { ...cut, postmaster: 'another PostgreSQL' }),
      guard('similar', { ...cut, postmaster: 'one that looks like it' }),
      guard('unknown', { ...cut, isPatroniUnknown: true }),
    ];
    await eventually('each to give up', WITHIN_MS, () =>
      guards.every((one) => one.text().includes('the lease is left alone')),
    );
    expect(guards.map((one) => [one.killed(), one.leads()])).toEqual(guards.map(() => [[], true]));
  });
});

describe.skipIf(!areThere.every((path) => existsSync(path)))('the reach guard', () => {
  interface Told {
    readonly leader?: string;
    /** The leader's, and the standby's. */
    readonly state?: string;
    readonly standbyState?: string;
    readonly pause?: boolean;
  }

  /** Patroni's REST API of a standby; what it was asked for. */
  async function standby({
    leader = 'orders-0',
    state = 'running',
    standbyState = 'streaming',
    pause = false,
  }: Told = {}): Promise<{
    readonly port: number;
    readonly requests: { readonly login: string | undefined; readonly body: string }[];
  }> {
    const requests: { login: string | undefined; body: string }[] = [];
    // As Python's json writes it.
    const cluster = `{"members": [{"name": "${leader}", "role": "leader", "state": "${state}", "api_url": "x"}, {"name": "orders-1", "role": "sync_standby", "state": "${standbyState}", "api_url": "y"}], ${pause ? '"pause": true, ' : ''}"scope": "orders"}`;
    const bodyOf = async (request: IncomingMessage): Promise<string> => {
      let body = '';
      for await (const bytes of request) body += String(bytes);
      return body;
    };
    const server = createHttpServer((request, response) => {
      if (request.method === 'POST' && request.url === '/switchover') {
        void bodyOf(request).then((body) => {
          requests.push({ login: request.headers.authorization, body });
          response.end('Successfully switched over to "orders-1"');
        });
        return;
      }
      response.writeHead(request.url === '/cluster' ? 200 : 503).end(cluster);
    });
    return { port: await listening(server), requests };
  }

  /** @param postgresPort the primary's */
  function guard(
    scene: Scene,
    name: string,
    restPorts: readonly number[],
    postgresPort: number,
  ): void {
    const cluster = plain();
    const members = restPorts.flatMap((restPort, index) => {
      const member = cluster.members[index];
      return member ? [{ ...member, address: '127.0.0.1', restPort, postgresPort }] : [];
    });
    const text = renderReachGuard({ ...cluster, members }, {});
    start('bash', [scene.write(name, text ?? '')], {
      PATRONI_RESTAPI_USERNAME: 'patroni',
      PATRONI_RESTAPI_PASSWORD: PASSWORD,
    });
  }

  it('asks the synchronous standby once, as somebody who may, when a running primary is not reached', async () => {
    const scene = newScene();
    const silent = await silentPort(scene);
    const open = await listening(createServer());
    const primary = await listening(createHttpServer((_, response) => response.end()));
    const { port: refused } = await freePort();
    const spared = await Promise.all([
      standby(),
      standby(),
      standby({ standbyState: 'in archive recovery' }),
      standby({ state: 'stopped' }),
      standby({ pause: true }),
    ]);
    const [answering, restarting, killed, stopped, paused] = spared.map(({ port }) => port);
    guard(scene, 'answers', [primary, answering ?? 0], refused);
    guard(scene, 'restarting', [refused, restarting ?? 0], open);
    guard(scene, 'killed', [refused, killed ?? 0], refused);
    guard(scene, 'stopped', [silent, stopped ?? 0], silent);
    guard(scene, 'paused', [silent, paused ?? 0], silent);
    const [asked, rejected] = await Promise.all([standby(), standby()]);
    guard(scene, 'silent', [silent, asked.port], silent);
    guard(scene, 'rejected', [refused, rejected.port], refused);
    for (const one of [asked, rejected]) {
      await eventually('the request', WITHIN_MS, () => one.requests.length > 0);
      expect(one.requests).toEqual([
        {
          login: `Basic ${btoa(`patroni:${PASSWORD}`)}`,
          body: '{"leader":"orders-0","candidate":"orders-1"}',
        },
      ]);
    }
    // Each had as much time, being older.
    expect(spared.flatMap(({ requests }) => requests)).toEqual([]);
  });
});

it('there are no guards where they would do harm, or were not asked for', () => {
  const cluster = exampleCluster();
  const [member] = cluster.members;
  if (!member) throw new RangeError('there is a member');
  const asynchronous = { ...cluster, synchronousStandbys: 0 };
  expect(renderIsolationGuard(asynchronous, member, '/etc/patroni/patroni.yml')).toBeUndefined();
  const defaults = { ...cluster, tuning: 'defaults' } as const;
  expect(renderIsolationGuard(defaults, member, '/etc/patroni/patroni.yml')).toBeUndefined();
  expect(renderReachGuard(defaults, {})).toBeUndefined();
});
