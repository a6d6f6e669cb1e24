import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { jsonRequest } from '../src/leadership/json-request.ts';

/* The real stores that leases are kept in, on loopback, in directories of their own. */

const ETCD = '/usr/bin/etcd';
const POSTGRES = '/usr/lib/postgresql/15/bin';
export const hasEtcd: boolean = existsSync(ETCD);
export const hasPostgres: boolean = existsSync(join(POSTGRES, 'postgres'));

/** Waits until `look` gives something other than `undefined` or `false`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 30_000,
): Promise<T> {
  const startMs = performance.now();
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() - startMs > withinMs)
      throw new Error(`waited ${withinMs} ms for ${what}`);
    await pause(10);
  }
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (typeof address === 'object' && address !== null) ports.push(address.port);
  }
  for (const server of servers) server.close();
  return ports;
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
}

export interface Etcd {
  readonly endpoints: readonly string[];
  /** Paths of the certificates to trust. */
  readonly authorities: readonly string[];
  /** Kills a member, and waits until it is dead. */
  kill(index: number): Promise<void>;
  /** Starts a member again on its own data. */
  start(index: number): Promise<void>;
  signal(index: number, signal: 'SIGSTOP' | 'SIGCONT'): void;
  close(): Promise<void>;
}

/** @param secure the members serve https, with certificates that they made themselves */
export async function startEtcd(members: number, secure = false): Promise<Etcd> {
  const directory = mkdtempSync(join(tmpdir(), 'ninefold-etcd-'));
  const ports = await freePorts(2 * members);
  const scheme = secure ? 'https' : 'http';
  const endpoints = ports.slice(0, members).map((port) => `${scheme}://127.0.0.1:${port}`);
  const peers = ports.slice(members).map((port) => `http://127.0.0.1:${port}`);
  const cluster = peers.map((url, index) => `m${index}=${url}`).join(',');
  const children: ChildProcess[] = [];

  const launch = (index: number): void => {
    const [client, peer] = [endpoints[index] as string, peers[index] as string];
    // prettier-ignore
    const args = [
      '--name', `m${index}`, '--data-dir', join(directory, `m${index}`),
      '--listen-client-urls', client, '--advertise-client-urls', client,
      '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer,
      '--initial-cluster', cluster, '--heartbeat-interval', '50', '--election-timeout', '500',
      '--log-level', 'error', ...(secure ? ['--auto-tls'] : []),
    ];
    children[index] = spawn(ETCD, args, { stdio: 'ignore' });
  };
  const authorities = (index: number): string[] =>
    secure ? [join(directory, `m${index}`, 'fixtures', 'client', 'cert.pem')] : [];
  const ready = async (index: number): Promise<void> => {
    const endpoint = endpoints[index] as string;
    await eventually(`etcd's member ${index}`, () => isHealthy(endpoint, authorities(index)));
  };

  for (let index = 0; index < members; index++) launch(index);
  const etcd: Etcd = {
    endpoints,
    authorities: endpoints.flatMap((_, index) => authorities(index)),
    async kill(index) {
      const child = children[index] as ChildProcess;
      child.kill('SIGKILL');
      await ended(child);
    },
    async start(index) {
      launch(index);
      await ready(index);
    },
    signal: (index, signal) => {
      children[index]?.kill(signal);
    },
    async close() {
      for (const index of children.keys()) await etcd.kill(index);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  try {
    for (let index = 0; index < members; index++) await ready(index);
  } catch (error) {
    await etcd.close();
    throw error;
  }
  return etcd;
}

/** It answers a linearizable read. */
async function isHealthy(endpoint: string, ca: readonly string[]): Promise<boolean> {
  try {
    const { status } = await jsonRequest({
      method: 'POST',
      url: new URL('/v3/kv/range', endpoint),
      body: { key: 'AA==' },
      connection: { ca: ca.map((path) => readFileSync(path)) },
      signal: AbortSignal.timeout(2_000),
    });
    // With authentication the stranger is turned away, by a member that works.
    return status === 200 || status === 400;
  } catch {
    return false;
  }
}

export interface Postgres {
  readonly config: { readonly host: string; readonly port: number; readonly user: string };
  pool(): pg.Pool;
  /** Kills every process of the server at once, and starts it on its own data. */
  crashAndRestart(): Promise<void>;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(tmpdir(), 'ninefold-postgres-'));
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  const as = unprivileged();
  if (as !== undefined) for (const path of [directory, data]) chownSync(path, as.uid, as.gid);
  const [port = 0] = await freePorts(1);
  const config = { host: '127.0.0.1', port, user: 'postgres' };
  const initdb = spawnSync(
    join(POSTGRES, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--no-locale'],
    { ...as, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr}`);
  let server: ChildProcess;
  const pools: pg.Pool[] = [];

  const launch = async (): Promise<void> => {
    // prettier-ignore
    const args = [
      '-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1',
      '-c', `unix_socket_directories=${directory}`, '-c', 'shared_buffers=8MB',
    ];
    server = spawn(join(POSTGRES, 'postgres'), args, { ...as, stdio: 'ignore' });
    await eventually('PostgreSQL', async () => {
      const client = new pg.Client({ ...config, database: 'postgres' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    });
  };
  const kill = async (): Promise<void> => {
    // An immediate shutdown: as a crash, but without orphans.
    server.kill('SIGQUIT');
    await ended(server);
  };
  await launch();
  return {
    config,
    pool() {
      const pool = new pg.Pool({ ...config, database: 'postgres', max: 2 });
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    async crashAndRestart() {
      await kill();
      await launch();
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.end()));
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] =
    /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
