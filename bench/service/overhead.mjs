// What each kit costs a hello-world Fastify app: its CPU time per request.
// node bench/service/overhead.mjs; STARTS=5 ROUNDS=12 REQUESTS=2000 ONLY='bare;stoppable'. Needs
// taskset and two cores.
import { batch, connections } from './overhead-load.mjs';
import { app, cpuSeconds, median, pin, stop } from './processes.mjs';

const STARTS = Number(process.env.STARTS ?? 5);
const ROUNDS = Number(process.env.ROUNDS ?? 12);
const REQUESTS = Number(process.env.REQUESTS ?? 2_000);
const WARM_UP_ROUNDS = 15;

async function micros({ pid, sockets }, attempts = 20) {
  const before = cpuSeconds(pid);
  const refused = await batch(sockets, REQUESTS);
  const took = ((cpuSeconds(pid) - before) / REQUESTS) * 1e6;
  if (refused === 0) return took;
  // A machine too busy with others makes overload shed: such a batch measures something else.
  if (attempts === 1) throw new Error(`${refused} of ${REQUESTS} refused, again and again`);
  return micros({ pid, sockets }, attempts - 1);
}

pin(0);
const asked = await app(1, 'overhead-app.mjs', ['names']);
await stop(asked);
const names = process.env.ONLY ? process.env.ONLY.split(';') : asked.names;

// How V8 compiles the same code differs from process to process by several percent, and what else
// the machine does from second to second: so each app is started several times, and those of one
// start take turns of a tenth of a second.
const starts = [];
for (let start = 0; start < STARTS; start++) {
  const apps = [];
  for (const name of names) apps.push(await app(1, 'overhead-app.mjs', [name]));
  for (const one of apps) one.sockets = await connections(one.port);
  const seen = apps.map(() => []);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const order = apps.map((_, at) => (at + start + round + WARM_UP_ROUNDS) % apps.length);
    if (round % 2 === 0) order.reverse();
    for (const at of order) {
      const took = await micros(apps[at]);
      if (round >= 0) seen[at].push(took);
    }
  }
  for (const { sockets } of apps) for (const socket of sockets) socket.destroy();
  for (const one of apps) await stop(one);
  starts.push(
    seen.map((all) => ({
      micros: median(all),
      // Compared with bare of the same round, so that what the machine does meanwhile falls out.
      more: median(all.map((took, round) => took / seen[0][round] - 1)),
    })),
  );
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;
console.log('| | CPU µs/request | more than bare, median | least and most of the starts |');
console.log('|---|---|---|---|');
names.forEach((name, at) => {
  const more = starts.map((start) => start[at].more).toSorted((a, b) => a - b);
  const took = median(starts.map((start) => start[at].micros));
  const spread = `${percent(more[0])} to ${percent(more.at(-1))}`;
  console.log(`| ${name} | ${took.toFixed(1)} | ${percent(median(more))} | ${spread} |`);
});
