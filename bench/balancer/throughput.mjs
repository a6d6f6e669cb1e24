// Requests per second and CPU per request of each proxy, alternating, on the same backends.
// The proxy has one core to itself; backends and load share the other.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { median, PEERS } from './peers.mjs';
import { cpuSeconds, has, node, pssMb, stop } from './processes.mjs';

const execute = promisify(execFile);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 2);
const CONNECTIONS = 32;
const BACKENDS = [17101, 17102, 17103];
const PROXY_CORE = 0;
const OTHER_CORE = 1;

async function load(port) {
  if (has('wrk')) {
    const url = `http://127.0.0.1:${port}/orders/1`;
    const args = ['-c', String(OTHER_CORE), 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, url];
    const { stdout } = await execute('taskset', args);
    const errors = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0;
    return {
      perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
      errors: Number(errors),
    };
  }
  const file = fileURLToPath(new URL('load.mjs', import.meta.url));
  const args = [file, port, CONNECTIONS, SECONDS].map(String);
  const { stdout } = await execute('taskset', [
    '-c',
    String(OTHER_CORE),
    process.execPath,
    ...args,
  ]);
  return JSON.parse(stdout);
}

export async function throughput() {
  for (const port of BACKENDS) await node(OTHER_CORE, 'backend.mjs', [port]);
  const running = [{ name: 'direct', port: BACKENDS[0], child: undefined, rounds: [] }];
  let port = 17201;
  for (const peer of PEERS) {
    const child = await peer.start(PROXY_CORE, port, BACKENDS);
    running.push({ name: peer.name, port, child, rounds: [] });
    port += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let round = -1; round < ROUNDS; round++) {
    for (const one of running) {
      const before = one.child ? cpuSeconds(one.child.pid) : 0;
      const { perSecond, errors } = await load(one.port);
      const cpu = one.child ? cpuSeconds(one.child.pid) - before : 0;
      // The first round warms the code.
      if (round < 0) continue;
      one.rounds.push({ perSecond, errors, cpuUs: (cpu * 1e6) / (perSecond * SECONDS) });
    }
  }
  const rows = running.map(({ name, rounds, child }) => ({
    name,
    perSecond: Math.round(median(rounds.map((round) => round.perSecond))),
    cpuUs: Number(median(rounds.map((round) => round.cpuUs)).toFixed(1)),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
    pssMb: child ? Math.round(pssMb(child.pid)) : undefined,
  }));
  for (const { child } of running) if (child) await stop(child);
  const ours = rows.find(({ name }) => name === 'ours');
  return rows.map((row) => ({
    ...row,
    'ours ÷ it': (ours.perSecond / row.perSecond).toFixed(2),
    'its CPU ÷ ours': row.cpuUs === 0 ? '' : (row.cpuUs / ours.cpuUs).toFixed(2),
  }));
}
