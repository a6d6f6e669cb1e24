// Requests that fail while one of two replicas is sent SIGTERM, under 500/s on keep-alive
// connections, GET and POST in turn. node bench/service/drops.mjs; ROUNDS=3
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
const CASES = [
  ['ninefold', {}],
  ['@godaddy/terminus', {}],
  ['lightship', {}],
  ['stoppable', {}],
  ['stoppable', { byHand: true }],
  ['http-terminator', {}],
  ['http-terminator', { byHand: true }],
  ['server.close', {}],
  ['server.close', { byHand: true }],
  ['nothing', {}],
];

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

async function round(peer, settings) {
  const env = { SETTINGS: JSON.stringify({ ...SETTINGS, ...settings }) };
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
  for (const [at, [peer, settings]] of CASES.entries()) {
    seen[at].push(await round(peer, settings));
    console.error(peer, JSON.stringify(settings), JSON.stringify(seen[at].at(-1)));
  }

console.log('| | failed GET, POST (median) | most in one round | p99 ms | max ms | exit |');
console.log('|---|---|---|---|---|---|');
for (const [at, [peer, { byHand }]] of CASES.entries()) {
  const of = (key) => seen[at].map((one) => one[key]);
  const failed = seen[at].map((one) => one['GET errors'] + one['POST errors']);
  console.log(
    `| ${peer}${byHand ? ', with a wait by hand' : ''} | ${median(of('GET errors'))}, ${median(of('POST errors'))} | ${Math.max(...failed)} | ${median(of('p99 ms'))} | ${median(of('max ms'))} | ${[...new Set(of('exit'))].join(', ')} |`,
  );
}
