// Errors that clients see while a backend is killed, frozen or restarted: 500 requests a second in
// an open loop, GET and POST in turn, latency from the due time.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { PEERS } from './peers.mjs';
import { node, stop } from './processes.mjs';

const RATE = 500;
/** In a process of its own: starting a process stalls the one that does it. */
const OPEN_LOOP = fileURLToPath(new URL('open-loop.mjs', import.meta.url));
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
    for (const peer of PEERS.filter(({ name }) => name.includes(process.env.ONLY ?? ''))) {
      const backends = [];
      for (const port of PORTS) backends.push(await backend(port));
      const proxy = await peer.start(0, 17301, PORTS);
      await wait(700);
      const args = [OPEN_LOOP, 17301, RATE, seconds].map(String);
      const load = promisify(execFile)(process.execPath, args);
      const disturbed = disturb(backends);
      rows.push({ scenario, name: peer.name, ...JSON.parse((await load).stdout) });
      await disturbed;
      await stop(proxy);
      for (const child of backends) await stop(child);
    }
  }
  return rows;
}
