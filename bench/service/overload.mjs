// p99 of the requests that were admitted, and how many were, as the load grows past what the app can
// do. node bench/service/overload.mjs; ROUNDS=3 SECONDS=5. Writes the picture into the docs.
import { writeFileSync } from 'node:fs';
import { overloadPicture } from './overload-picture.mjs';
import { app, median, result, stop } from './processes.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 5);
const LOADS = (process.env.LOADS ?? '0.5,0.8,1,1.5,2,3,5').split(',').map(Number);
const VARIANTS = (process.env.ONLY ?? 'none,ninefold,under-pressure').split(',');

/** Requests a second that the bare app does at most: as many as come back at twice what it can. */
async function capacity() {
  const probe = await app(1, 'overload-app.mjs', ['none']);
  const first = await result(0, 'closed-load.mjs', [probe.port, 16, 2]);
  await stop(probe);
  return first.perSecond;
}

const seen = new Map(VARIANTS.map((name) => [name, LOADS.map(() => [])]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, load] of LOADS.entries()) {
    // The machine is shared, so what is possible is asked anew.
    const perSecond = await capacity();
    const order = [...VARIANTS];
    order.push(...order.splice(0, round % order.length));
    for (const name of order) {
      const one = await app(1, 'overload-app.mjs', [name]);
      const rate = Math.max(perSecond * load, 1);
      const figures = await result(0, 'overload-load.mjs', [one.port, rate, SECONDS]);
      await stop(one);
      seen.get(name)[index].push({
        ...figures,
        goodShare: figures.perSecond / perSecond,
      });
      console.error(round, load, name, Math.round(rate), JSON.stringify(figures));
    }
  }
}

const curves = Object.fromEntries(
  [...seen].map(([name, byLoad]) => [
    name,
    byLoad.map((rounds, index) => ({
      load: LOADS[index],
      p50Ms: median(rounds.map(({ p50Ms = Infinity }) => p50Ms)),
      p99Ms: median(rounds.map(({ p99Ms = Infinity }) => p99Ms)),
      goodShare: median(rounds.map(({ goodShare }) => goodShare)),
      shedShare: median(rounds.map(({ shed, sent }) => shed / sent)),
      lostShare: median(rounds.map(({ lost, sent }) => lost / sent)),
      shedP99Ms: median(rounds.map(({ shedP99Ms = Number.NaN }) => shedP99Ms)),
    })),
  ]),
);
const ms = (value) => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–');
const percent = (share) => `${Math.round(share * 100)} %`;
console.log(
  '| load | app | p50 ms | p99 ms | answered, of capacity | shed | no answer in 10 s | p99 of a 503, ms |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const [index, load] of LOADS.entries())
  for (const name of VARIANTS) {
    const at = curves[name][index];
    console.log(
      `| ${load} × | ${name} | ${ms(at.p50Ms)} | ${ms(at.p99Ms)} | ${percent(at.goodShare)} | ${percent(at.shedShare)} | ${percent(at.lostShare)} | ${ms(at.shedP99Ms)} |`,
    );
  }
if (!process.env.ONLY)
  writeFileSync(
    new URL('../../packages/service/docs/overload.svg', import.meta.url),
    overloadPicture(curves),
  );
