// Requests that fail while one of two replicas is sent SIGTERM, under 500/s on keep-alive
// connections, GET and POST in turn. node bench/service/drops.mjs; ROUNDS=3 ONLY=ninefold
//
// In between stands what a Kubernetes Service does: a new connection goes to the replicas in turn, one
// that exists stays where it is, nothing is retried, and a replica leaves the list LAG_MS after it was
// told to end, whatever its health says.
import { connect, createServer } from 'node:net';
import { app, median, result, stop } from './processes.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const RATE = 500;
const SECONDS = 6;
const LAG_MS = 1_000;
const SETTINGS = { noticeMs: 2_000, drainMs: 5_000 };
/** `byHand`: a wait of `noticeMs` in front of what the README shows. */
const CASES = [
  { peer: 'ninefold' },
  { peer: '@godaddy/terminus' },
  { peer: 'lightship' },
  { peer: 'stoppable' },
  { peer: 'stoppable', byHand: true },
  { peer: 'http-terminator' },
  { peer: 'http-terminator', byHand: true },
  { peer: 'server.close' },
  { peer: 'server.close', byHand: true },
  { peer: 'nothing' },
].filter(({ peer }) => !process.env.ONLY || process.env.ONLY.split(',').includes(peer));

/** The list of replicas, and a port that leads to them. */
async function kubernetesService(ports) {
  let turn = 0;
  const server = createServer((client) => {
    const upstream = connect(ports[turn++ % ports.length], '127.0.0.1');
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      one.setNoDelay();
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroySoon());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => server.close() };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function round({ peer, byHand }) {
  const env = { SETTINGS: JSON.stringify({ ...SETTINGS, byHand }) };
  const replicas = [
    await app(1, 'shutdown-app.mjs', [peer], env),
    await app(1, 'shutdown-app.mjs', [peer], env),
  ];
  const ports = replicas.map(({ port }) => port);
  const door = await kubernetesService(ports);
  const load = result(0, '../balancer/open-loop.mjs', [door.port, RATE, SECONDS]);
  await sleep(2_000);
  const [leaving] = replicas;
  const exited = new Promise((resolve) =>
    leaving.child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  leaving.child.kill('SIGTERM');
  const toldMs = performance.now();
  await sleep(LAG_MS);
  ports.shift();
  const figures = await load;
  const exit = await Promise.race([exited, sleep(5_000).then(() => 'still there')]);
  const tookMs = performance.now() - toldMs;
  door.close();
  for (const one of replicas) await stop(one);
  return { ...figures, exit, tookMs };
}

const seen = CASES.map(() => []);
for (let index = 0; index < ROUNDS; index++)
  for (let turn = 0; turn < CASES.length; turn++) {
    // Each round begins with another.
    const at = (turn + index) % CASES.length;
    const one = CASES[at];
    seen[at].push(await round(one));
    console.error(JSON.stringify(one), JSON.stringify(seen[at].at(-1)));
  }

console.log('| | failed GET, POST (median) | most in one round | p99 ms | max ms | exit |');
console.log('|---|---|---|---|---|---|');
for (const [at, { peer, byHand }] of CASES.entries()) {
  const of = (key) => seen[at].map((one) => one[key]);
  const failed = seen[at].map((one) => one['GET errors'] + one['POST errors']);
  console.log(
    `| ${peer}${byHand ? ', with a wait by hand' : ''} | ${median(of('GET errors'))}, ${median(of('POST errors'))} | ${Math.max(...failed)} | ${median(of('p99 ms'))} | ${median(of('max ms'))} | ${[...new Set(of('exit'))].join(', ')} |`,
  );
}
