// Programs of the bench, each pinned to a core and ended with it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const started = new Set();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

function run(core, command, args, options) {
  const child = spawn('taskset', ['-c', String(core), command, ...args.map(String)], {
    ...options,
    detached: Boolean(process.env.NICE),
  });
  // On a machine that others use too, NICE=-10 as root keeps them out of the figures: a session of
  // its own has a scheduling group of its own, whose niceness is the one that counts.
  if (process.env.NICE) writeFileSync(`/proc/${child.pid}/autogroup`, process.env.NICE);
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

function node(core, file, args, options) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return run(core, process.execPath, [path, ...args], options);
}

/** Starts an app that says `{ port }`. */
export async function app(core, file, args, env = {}) {
  const child = node(core, file, args, {
    stdio: ['ignore', process.env.LOUD ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const message = await Promise.race([
    once(child, 'message').then(([said]) => said),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ${args.join(' ')} ended with ${code} before it listened`);
    }),
  ]);
  return { child, pid: child.pid, ...message };
}

/** Runs a program to its end; resolves with what it printed. */
export async function output(core, command, args) {
  const child = run(core, command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text;
}

/** The same for a program of the bench that prints JSON. */
export async function result(core, file, args) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return JSON.parse(await output(core, process.execPath, [path, ...args]));
}

export async function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** CPU time of a process's threads so far (s), to the nanosecond, by /proc/<pid>/task/<tid>/schedstat. */
export function cpuSeconds(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanos = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanos.reduce((sum, one) => sum + one, 0) / 1e9;
}

/** Keeps this process to a core, as `run` does with others. */
export function pin(core) {
  execFileSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)], {
    stdio: 'ignore',
  });
  if (process.env.NICE) writeFileSync('/proc/self/autogroup', process.env.NICE);
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
