// Processes of the bench, each pinned to a core and ended with it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { haproxyConfig } from './haproxy.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const started = new Set();
const folder = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(core, command, args, options = {}) {
  const child = spawn('taskset', ['-c', String(core), command, ...args], options);
  started.add(child);
  child.on('exit', () => started.delete(child));
  return child;
}

/** A program of this folder that says when it listens. */
export async function node(core, file, args, env = {}) {
  const child = run(core, process.execPath, [join(here, file), ...args.map(String)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  await once(child, 'message');
  return child;
}

/** @param configOf HAProxy's configuration for a port and the backends' ports */
export async function haproxy(core, port, backends, configOf = haproxyConfig) {
  const file = join(folder, `${port}.cfg`);
  writeFileSync(file, configOf(port, backends));
  const child = run(core, 'haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  await connectable(port);
  return child;
}

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** CPU time of a process so far (s), by /proc/<pid>/stat (utime and stime, in ticks). */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function pssMb(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
}

export function has(program) {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function connectable(port) {
  const deadline = Date.now() + 5000;
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const ok = await new Promise((resolve) => {
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    socket.destroy();
    if (ok) return;
    if (Date.now() > deadline) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
