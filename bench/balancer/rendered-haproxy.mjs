// HAProxy as Ninefold renders it beside HAProxy's defaults: errors that clients see when one of three
// replicas is killed, at 500 requests a second, GET (idempotent) and POST in turn.
//   npx tsc -b packages/ninefold && node bench/balancer/rendered-haproxy.mjs   # ROUNDS=5
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { renderHaproxy } from '../../packages/ninefold/dist/render/haproxy/haproxy-config.js';
import { haproxy, node, stop } from './processes.mjs';

const OPEN_LOOP = fileURLToPath(new URL('open-loop.mjs', import.meta.url));
const PORTS = [17111, 17112, 17113];
const FRONT = 17301;
const RATE = 500;
const SECONDS = 4;

const serverList = (backends) =>
  backends.map((port, index) => ({ name: `app-${index}`, address: '127.0.0.1', port }));

const SETTINGS = {
  /** What the contract's own defaults give. */
  rendered: (port, backends) =>
    renderHaproxy({
      statsSocket: `/tmp/ninefold-bench-haproxy-${process.pid}.sock`,
      alivePort: FRONT + 1,
      app: {
        bind: { address: '127.0.0.1', port },
        servers: serverList(backends),
        readyPath: '/ready',
        checkEveryMs: 200,
        attemptTimeoutMs: 2000,
        maxAttempts: 3,
        maxConnectionsPerReplica: 128,
        drainMs: 10_000,
      },
      stores: [],
      peers: [],
    }),
  /** `check`, and the timeouts without which HAProxy warns; all else is HAProxy's. */
  "HAProxy's defaults": (port, backends) => `defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
frontend front
  bind 127.0.0.1:${port}
  default_backend app
backend app
  option httpchk GET /ready
${serverList(backends)
  .map(({ name, address, port: at }) => `  server ${name} ${address}:${at} check`)
  .join('\n')}
`,
};

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const backend = (port) => node(1, 'backend.mjs', [port]);

const rows = [];
for (let round = 0; round < Number(process.env.ROUNDS ?? 5); round++) {
  for (const [name, configOf] of Object.entries(SETTINGS)) {
    const backends = [];
    for (const port of PORTS) backends.push(await backend(port));
    const proxy = await haproxy(0, FRONT, PORTS, configOf);
    // Its slow start is over.
    await wait(2500);
    const args = [OPEN_LOOP, FRONT, RATE, SECONDS].map(String);
    const load = promisify(execFile)(process.execPath, args);
    await wait(1000);
    await stop(backends[0]);
    rows.push({ name, round, ...JSON.parse((await load).stdout) });
    await stop(proxy);
    for (const child of backends) await stop(child);
  }
}
console.table(rows);
process.exit(0);
