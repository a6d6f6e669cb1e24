// What each kit costs a hello-world Fastify app: its CPU time per request, and requests/s.
// node bench/service/overhead.mjs; ROUNDS=7 SECONDS=1.5. Needs wrk, taskset and two cores.
import { app, cpuSeconds, median, output, stop } from './processes.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SECONDS = Number(process.env.SECONDS ?? 2);

async function burst({ port, pid }, seconds, attempts = 5) {
  const before = cpuSeconds(pid);
  const args = ['-t', '1', '-c', '50', '-d', `${seconds}s`, `http://127.0.0.1:${port}/`];
  const stdout = await output(0, 'wrk', args);
  // A machine too busy with others makes overload shed: such a burst measures something else.
  if (/Non-2xx|Socket errors/.test(stdout)) {
    if (attempts === 1) throw new Error(stdout);
    return burst({ port, pid }, seconds, attempts - 1);
  }
  const requests = Number(/(\d+) requests in/.exec(stdout)[1]);
  return {
    micros: ((cpuSeconds(pid) - before) / requests) * 1e6,
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
  };
}

const asked = await app(1, 'overhead-app.mjs', ['names']);
await stop(asked);
const names = process.env.ONLY ? process.env.ONLY.split(';') : asked.names;
const apps = new Map();
for (const name of names) apps.set(name, await app(1, 'overhead-app.mjs', [name]));
const seen = new Map(names.map((name) => [name, []]));
for (const one of apps.values()) await burst(one, SECONDS);
for (let round = 0; round < ROUNDS; round++) {
  const order = [...names];
  order.push(...order.splice(0, round % order.length));
  for (const name of order) seen.get(name).push(await burst(apps.get(name), SECONDS));
}
for (const one of apps.values()) await stop(one);

const of = (name, key) => seen.get(name).map((one) => one[key]);
console.log('| | CPU µs/request | more than bare | of each round, median | requests/s |');
console.log('|---|---|---|---|---|');
for (const name of names) {
  const micros = median(of(name, 'micros'));
  const more = micros / median(of('bare', 'micros')) - 1;
  // Compared with bare of the same round, so that what the machine does meanwhile falls out.
  const bare = of('bare', 'micros');
  const paired = median(of(name, 'micros').map((value, round) => value / bare[round])) - 1;
  const percent = (share) => `${(share * 100).toFixed(1)} %`;
  console.log(
    `| ${name} | ${micros.toFixed(1)} | ${percent(more)} | ${percent(paired)} | ${Math.round(median(of(name, 'perSecond'))).toLocaleString('en')} |`,
  );
}
