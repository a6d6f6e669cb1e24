// Errors that clients see while a backend is killed, frozen or restarted: 500 requests a second in
// an open loop, GET and POST in turn, latency from the due time.
import { once } from 'node:events';

import { Agent, request } from 'undici';

import { PEERS } from './peers.mjs';
import { node, stop } from './processes.mjs';

const RATE = 500;
const PORTS = [17111, 17112, 17113];

const SCENARIOS = {
  'kill one, restart it after 1 s': {
    seconds: 4,
    disturb: async (backends) => {
      await wait(1000);
      await stop(backends[0]);
      await wait(1000);
      backends[0] = await backend(PORTS[0]);
    },
  },
  'freeze one for 2 s': {
    seconds: 5,
    disturb: async (backends) => {
      await wait(1000);
      backends[0].kill('SIGSTOP');
      await wait(2000);
      backends[0].kill('SIGCONT');
    },
  },
  'rolling restart by SIGTERM': {
    seconds: 6,
    disturb: async (backends) => {
      await wait(500);
      for (let i = 0; i < backends.length; i++) {
        const exited = once(backends[i], 'exit');
        backends[i].kill('SIGTERM');
        await exited;
        backends[i] = await backend(PORTS[i]);
        await wait(500);
      }
    },
  },
};

const backend = (port) => node(1, 'backend.mjs', [port]);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function badDays() {
  const rows = [];
  for (const [scenario, { seconds, disturb }] of Object.entries(SCENARIOS)) {
    for (const peer of PEERS) {
      const backends = [];
      for (const port of PORTS) backends.push(await backend(port));
      const proxy = await peer.start(0, 17301, PORTS);
      await wait(700);
      const disturbed = disturb(backends);
      rows.push({ scenario, name: peer.name, ...(await openLoop(17301, seconds)) });
      await disturbed;
      await stop(proxy);
      for (const child of backends) await stop(child);
    }
  }
  return rows;
}

async function openLoop(port, seconds) {
  const dispatcher = new Agent({ connections: 256, pipelining: 1 });
  const seen = { GET: { failed: 0, count: 0 }, POST: { failed: 0, count: 0 } };
  const latencies = [];
  const startMs = performance.now();
  const pending = new Set();
  let sent = 0;
  while (sent < RATE * seconds) {
    const due = Math.min(RATE * seconds, ((performance.now() - startMs) / 1000) * RATE);
    for (; sent < due; sent++) {
      const method = sent % 2 === 0 ? 'GET' : 'POST';
      const dueMs = startMs + (sent * 1000) / RATE;
      const one = ask(method).then((ok) => {
        latencies.push(performance.now() - dueMs);
        seen[method].count += 1;
        if (!ok) seen[method].failed += 1;
        pending.delete(one);
      });
      pending.add(one);
    }
    await wait(1);
  }
  await Promise.all(pending);
  await dispatcher.close();
  latencies.sort((a, b) => a - b);
  return {
    requests: sent,
    'GET errors': seen.GET.failed,
    'POST errors': seen.POST.failed,
    'p99 ms': Math.round(latencies[Math.floor(latencies.length * 0.99)]),
    'max ms': Math.round(latencies.at(-1)),
  };

  async function ask(method) {
    try {
      const { statusCode, body } = await request(`http://127.0.0.1:${port}/orders/1`, {
        method,
        dispatcher,
        headersTimeout: 10_000,
        ...(method === 'POST' && { body: '{"id":"1"}' }),
      });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }
}
