// Nanoseconds an event: ours beside a naive object-and-heap loop and SimPy, alternating, 50 components;
// one thread and two; importance sampling; and a plan of three regions.
// Usage: npm run build && node bench/model/run.mjs [python with simpy]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseContract } from '../../packages/ninefold/dist/contract/parse-contract.js';
import { planOf } from '../../packages/ninefold/dist/model/plan.js';
import { estimateRareOutages } from '../../packages/ninefold/dist/model/rare-outages.js';
import { simulate } from '../../packages/ninefold/dist/model/simulate.js';
import { simulateOnThreads } from '../../packages/ninefold/dist/model-threads/simulate-on-threads.js';
import { simulateNaively } from './naive.mjs';

const ROUNDS = 7;
const HOUR = 3_600_000;
const WINDOW = 30 * 24 * HOUR;
const python = process.argv[2];

/** Ten tiers of three of five; the same 50 components for everyone. */
function fifty(repair) {
  const units = Array.from({ length: 50 }, (_, i) => ({
    name: `u${i}`,
    kind: 'host',
    mtbfMs: (300 + 20 * i) * HOUR,
    mttrMs: (1 + (i % 5)) * HOUR,
    repair,
  }));
  const tiers = Array.from({ length: 10 }, (_, t) => ({
    name: `t${t}`,
    kind: 'app',
    needed: 3,
    members: Array.from({ length: 5 }, (__, k) => ({ own: t * 5 + k, shared: [] })),
  }));
  return { service: 'fifty', units, tiers, figures: [] };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const cpuMs = () => process.cpuUsage().user / 1000;

/** CPU of this process alone, since the machine is shared: { ns an event }. */
function timed(run) {
  const before = cpuMs();
  const { events } = run();
  return ((cpuMs() - before) * 1e6) / events;
}

function simpy() {
  const script = fileURLToPath(new URL('simpy_loop.py', import.meta.url));
  const { stdout, status, stderr } = spawnSync(python, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const contenders = {
  'ninefold, exponential': () =>
    timed(() => simulate({ design: fifty('exponential'), years: 2000, windowMs: WINDOW, seed: 1 })),
  'ninefold, lognormal': () =>
    timed(() => simulate({ design: fifty('lognormal'), years: 2000, windowMs: WINDOW, seed: 1 })),
  'ninefold, weibull': () =>
    timed(() => simulate({ design: fifty('weibull'), years: 2000, windowMs: WINDOW, seed: 1 })),
  'naive objects and heap': () => timed(() => simulateNaively(fifty('exponential'), 200, 1)),
  ...(python === undefined ? {} : { SimPy: simpy }),
};
for (const run of Object.values(contenders)) run();
const seen = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(contenders)) seen[name].push(run());
}
const ours = median(seen['ninefold, exponential']);
for (const [name, values] of Object.entries(seen)) {
  console.log(
    `${name.padEnd(24)} ${median(values).toFixed(0).padStart(6)} ns/event (least ${Math.min(...values).toFixed(0)})  x ${(median(values) / ours).toFixed(1)}`,
  );
}

const wall = async (threads) => {
  const before = performance.now();
  await simulateOnThreads({
    design: fifty('lognormal'),
    years: 20_000,
    windowMs: WINDOW,
    seed: 1,
    threads,
  });
  return performance.now() - before;
};
const speedups = [];
for (let round = 0; round < 5; round++) speedups.push((await wall(1)) / (await wall(2)));
console.log(
  `two threads              x ${median(speedups).toFixed(2)} one (best ${Math.max(...speedups).toFixed(2)}), threads' start included`,
);

const text = `service: checkout
promise: { availability: 99.99%, rto: 5s, rpo: 0 }
regions: [eu, us, asia]
app: { run: [node, server.js], replicas: 6 }
stores: { orders: { members: 5 } }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
calls: { payment-api: { availability: 99.9%, attempts: 3, fallback: 90% } }
assumptions: { zone: { count: 3 }, balancer: { members: 2 } }
`;
const rare = text
  .replace(/calls.*\n/, '')
  .replace(
    'balancer: { members: 2 }',
    'balancer: { members: 2, failover: 1ms }, failover: { coverage: 100%, success: 100%, promote: 1ms }, region: { failover: 1ms, mttr: 10m }, commonCause: 0, deploy: { failures: 0 }, configuration: { mtbf: 36000d, mttr: 1ms }, human: { mtbf: 36000d, mttr: 1ms }',
  );
const contractOf = (source) => {
  const parsed = parseContract(source, 'ninefold.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.contract;
};
const before = performance.now();
const plan = planOf(contractOf(text));
console.log(
  `plan of three regions    ${(performance.now() - before).toFixed(0)} ms, ${plan.reach.availability}`,
);
for (const [name, source] of [
  ['three regions', text],
  ['rare outages', rare],
]) {
  const { design, reach } = planOf(contractOf(source));
  const start = performance.now();
  const found = estimateRareOutages({ design, seed: 1 });
  console.log(
    `importance sampling      ${(performance.now() - start).toFixed(0)} ms: ${name}, ${found.unavailability.toExponential(3)} +- ${((100 * found.halfWidth) / found.unavailability).toFixed(1)} %, closed form ${reach.unavailability.toExponential(3)}`,
  );
}
