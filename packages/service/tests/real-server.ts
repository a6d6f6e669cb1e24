import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 10;
/** PostgreSQL does not run as root; `nobody` is on every Linux system. */
const NOBODY = 65_534;
const AS_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface RealServer {
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends it, removes its files, and waits for both. */
  stop(): Promise<void>;
}

/** Where Debian has PostgreSQL 15, and Redis. */
export const POSTGRES_PROGRAMS = '/usr/lib/postgresql/15/bin';
export const REDIS_PROGRAM = '/usr/bin/redis-server';

/** A PostgreSQL of its own on 127.0.0.1, user and database `postgres`, no password. */
export async function startPostgres(isReady: (port: number) => Promise<void>): Promise<RealServer> {
  const directory = newDirectory();
  const data = join(directory, 'data');
  const initdb = spawn(
    join(POSTGRES_PROGRAMS, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '--no-instructions'],
    { ...AS_USER, cwd: directory, stdio: 'ignore' },
  );
  const [code] = (await once(initdb, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  return start(directory, isReady, (port) => ({
    file: join(POSTGRES_PROGRAMS, 'postgres'),
    args: ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', '-c', 'fsync=off'],
  }));
}

/** A Redis of its own on 127.0.0.1, without persistence. */
export function startRedis(isReady: (port: number) => Promise<void>): Promise<RealServer> {
  return start(newDirectory(), isReady, (port) => ({
    file: REDIS_PROGRAM,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
  }));
}

function newDirectory(): string {
  const directory = mkdtempSync('/tmp/ninefold-service-');
  if (AS_USER.uid !== undefined) chownSync(directory, AS_USER.uid, AS_USER.gid);
  return directory;
}

async function start(
  directory: string,
  isReady: (port: number) => Promise<void>,
  command: (port: number) => { readonly file: string; readonly args: readonly string[] },
): Promise<RealServer> {
  const port = await freePort();
  const { file, args } = command(port);
  const child = spawn(file, args, { ...AS_USER, cwd: directory, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    // For PostgreSQL the immediate shutdown, for Redis the end as well.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await answering(port, isReady);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, process: child, stop };
}

async function answering(port: number, isReady: (port: number) => Promise<void>): Promise<void> {
  const startMs = performance.now();
  for (;;) {
    try {
      return await isReady(port);
    } catch (error) {
      if (performance.now() - startMs > WITHIN_MS) {
        throw new Error(`waited ${WITHIN_MS} ms for the server to answer`, { cause: error });
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
