// What guards cost beside real work: undici to a local server. node bench/resilience/real-work.mjs
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { cockatiel, ours } from './peers.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const CALLS = Number(process.env.CALLS ?? 3_000);

const server = createServer((_request, response) => response.end('ok'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const pool = new Pool(`http://127.0.0.1:${server.address().port}`, { connections: 1 });
const request = async (signal) => {
  const { body } = await pool.request({ path: '/', method: 'GET', signal });
  return body.text();
};
const four = ours.guard(
  ours.timeout(1_000),
  ours.retry(),
  ours.breaker(ours.consecutive(5)),
  ours.bulkhead(),
);
const theirs = cockatiel.wrap(
  cockatiel.timeout(1_000, cockatiel.TimeoutStrategy.Aggressive),
  cockatiel.retry(cockatiel.handleAll, { maxAttempts: 3 }),
  cockatiel.circuitBreaker(cockatiel.handleAll, {
    halfOpenAfter: 1_000,
    breaker: new cockatiel.SamplingBreaker({ threshold: 0.5, duration: 10_000 }),
  }),
  cockatiel.bulkhead(10),
);
const cases = {
  'no guard': () => request(),
  'ours, signal not used': () => four.execute(() => request()),
  'ours, signal given to undici': () => four.execute(({ signal }) => request(signal)),
  'no guard, a fresh signal to undici': () => request(new AbortController().signal),
  'cockatiel, signal not used': () => theirs.execute(() => request()),
  'cockatiel, signal given to undici': () => theirs.execute(({ signal }) => request(signal)),
};
const times = new Map(Object.keys(cases).map((name) => [name, []]));
for (let round = -2; round < ROUNDS; round++) {
  // Each round begins with another, so that none always follows the same neighbour's garbage.
  const order = Object.entries(cases);
  order.push(...order.splice(0, (round + 2) % order.length));
  for (const [name, call] of order) {
    const started = process.hrtime.bigint();
    for (let index = 0; index < CALLS; index++) await call();
    if (round >= 0) times.get(name).push(Number(process.hrtime.bigint() - started) / CALLS / 1_000);
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const base = times.get('no guard');
console.log('| | µs/request | more than no guard |\n|---|---|---|');
for (const [name, values] of times) {
  const more = (median(values) / median(base) - 1) * 100;
  console.log(`| ${name} | ${median(values).toFixed(1)} | ${more.toFixed(1)} % |`);
}
await pool.close();
server.close();
