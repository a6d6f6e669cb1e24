// What a guarded call costs: all in one process, alternating, medians.
// node --expose-gc bench/resilience/run.mjs [filter]   (after npm run build; ROUNDS, CALLS)
import { CircuitBreaker, FloorBreaker, cockatiel, ours } from './peers.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 61);
const CALLS = Number(process.env.CALLS ?? 20_000);
const work = async () => 1;
const fail = () => Promise.reject(new Error('down'));

const floor = new FloorBreaker();
const { consecutive } = ours;
const breaker = ours.breaker(consecutive(5));
const breakerByTime = ours.breaker(ours.timeWindow());
const retry = ours.retry();
const bulkhead = ours.bulkhead();
const timeout = ours.timeout(1_000);
const cooperative = ours.timeout(1_000, { mode: 'cooperative' });
const four = ours.guard(
  ours.timeout(1_000),
  ours.retry(),
  ours.breaker(consecutive(5)),
  ours.bulkhead(),
);
const open = ours.breaker(consecutive(1), { openMs: 1e9 });
await open.execute(fail).catch(() => {});
const heard = ours.breaker(consecutive(5));
heard.on(() => {});

const cBreaker = () =>
  cockatiel.circuitBreaker(cockatiel.handleAll, {
    halfOpenAfter: 1e9,
    breaker: new cockatiel.ConsecutiveBreaker(5),
  });
const cRetry = () =>
  cockatiel.retry(cockatiel.handleAll, {
    maxAttempts: 3,
    backoff: new cockatiel.ExponentialBackoff(),
  });
const cTimeout = () => cockatiel.timeout(1_000, cockatiel.TimeoutStrategy.Aggressive);
const cockatielBreaker = cBreaker();
const cockatielSampling = cockatiel.circuitBreaker(cockatiel.handleAll, {
  halfOpenAfter: 1e9,
  breaker: new cockatiel.SamplingBreaker({ threshold: 0.5, duration: 10_000 }),
});
const cockatielRetry = cRetry();
const cockatielBulkhead = cockatiel.bulkhead(10);
const cockatielTimeout = cTimeout();
// Its own order of the four: the timeout outermost, as ours.
const cockatielFour = cockatiel.wrap(cTimeout(), cRetry(), cBreaker(), cockatiel.bulkhead(10));
const cockatielOpen = cockatiel.circuitBreaker(cockatiel.handleAll, {
  halfOpenAfter: 1e9,
  breaker: new cockatiel.ConsecutiveBreaker(1),
});
await cockatielOpen.execute(fail).catch(() => {});

const opossum = new CircuitBreaker(work, { timeout: false });
const opossumTimeout = new CircuitBreaker(work, { timeout: 1_000 });
const opossumOpen = new CircuitBreaker(fail, {
  timeout: false,
  errorThresholdPercentage: 1,
  resetTimeout: 1e9,
});
await opossumOpen.fire().catch(() => {});

const cases = {
  bare: () => work(),
  'hand-written breaker': () => floor.execute(work),
  breaker: () => breaker.execute(work),
  'breaker, time window': () => breakerByTime.execute(work),
  'breaker, with a listener': () => heard.execute(work),
  retry: () => retry.execute(work),
  bulkhead: () => bulkhead.execute(work),
  timeout: () => timeout.execute(work),
  'timeout, cooperative': () => cooperative.execute(work),
  'the four': () => four.execute(work),
  'open rejection': () => open.execute(work),
  'cockatiel breaker': () => cockatielBreaker.execute(work),
  'cockatiel breaker, sampling': () => cockatielSampling.execute(work),
  'cockatiel retry': () => cockatielRetry.execute(work),
  'cockatiel bulkhead': () => cockatielBulkhead.execute(work),
  'cockatiel timeout': () => cockatielTimeout.execute(work),
  'cockatiel, the four': () => cockatielFour.execute(work),
  'cockatiel open rejection': () => cockatielOpen.execute(work),
  'opossum breaker': () => opossum.fire(),
  'opossum breaker with timeout': () => opossumTimeout.fire(),
  'opossum open rejection': () => opossumOpen.fire(),
};
// These cost ten times the rest: fewer calls keep the rounds even.
const slow = /timeout|four|open/;

async function nsPerCall(call, calls, rejects) {
  const started = process.hrtime.bigint();
  if (rejects) {
    for (let index = 0; index < calls; index++) {
      try {
        await call();
      } catch {}
    }
  } else {
    for (let index = 0; index < calls; index++) await call();
  }
  return Number(process.hrtime.bigint() - started) / calls;
}

/** Bytes allocated by a call, between two collections, in a stretch too short for one inside. */
async function bytesPerCall(call, rejects) {
  const calls = 500;
  await nsPerCall(call, 5_000, rejects);
  const samples = [];
  for (let sample = 0; sample < 9; sample++) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    await nsPerCall(call, calls, rejects);
    samples.push((process.memoryUsage().heapUsed - before) / calls);
  }
  return median(samples);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

const filter = process.argv[2] ?? '';
const chosen = Object.entries(cases).filter(([name]) => name.includes(filter));
const times = new Map(chosen.map(([name]) => [name, []]));
for (let round = -10; round < ROUNDS; round++) {
  for (const [name, call] of chosen) {
    const calls = slow.test(name) && /cockatiel|opossum/.test(name) ? CALLS / 20 : CALLS;
    const ns = await nsPerCall(call, calls, name.includes('rejection'));
    if (round >= 0) times.get(name).push(ns);
  }
}

const ns = Object.fromEntries(chosen.map(([name]) => [name, median(times.get(name))]));
// A queue that shifts an array gets slower with its length; in one of O(1), only the memory does.
const queued = new Map([10_000, 80_000].map((calls) => [calls, []]));
if (filter === '')
  for (let round = -2; round < 9; round++)
    for (const [calls, all] of queued) {
      const guarded = ours.bulkhead({ maxConcurrent: 100, maxQueue: calls });
      const started = process.hrtime.bigint();
      await Promise.all(Array.from({ length: calls }, () => guarded.execute(work)));
      if (round >= 0) all.push(Number(process.hrtime.bigint() - started) / calls);
    }

console.log('| | ns/call | slowest round | bytes/call |\n|---|---|---|---|');
for (const [name, call] of chosen) {
  const bytes =
    globalThis.gc === undefined
      ? ''
      : Math.round(await bytesPerCall(call, name.includes('rejection')));
  const worst = Math.max(...times.get(name));
  console.log(`| ${name} | ${ns[name].toFixed(0)} | ${worst.toFixed(0)} | ${bytes} |`);
}
/** Paired by round, so that what else the machine does falls out. */
function ratio(one, other) {
  const others = times.get(other);
  return median(times.get(one).map((value, round) => value / others[round]));
}
if (filter === '') {
  const targets = [
    ['breaker ÷ hand-written', ratio('breaker', 'hand-written breaker'), '<=', 1.25],
    ['retry ÷ cockatiel', ratio('retry', 'cockatiel retry'), '<=', 1],
    ['bulkhead ÷ cockatiel', ratio('bulkhead', 'cockatiel bulkhead'), '<=', 1],
    ['timeout (ns)', ns.timeout, '<=', 400],
    ['the four (ns)', ns['the four'], '<=', 700],
    ['cockatiel ÷ ours, the four', ratio('cockatiel, the four', 'the four'), '>=', 15],
    ['open rejection (ns)', ns['open rejection'], '<=', 500],
    [
      'a call among 80,000 through 100 slots ÷ one among 10,000',
      median(queued.get(80_000)) / median(queued.get(10_000)),
      '<=',
      1.5,
    ],
  ];
  console.log('\n| figure | measured | target | |\n|---|---|---|---|');
  for (const [name, value, sign, target] of targets) {
    const met = sign === '<=' ? value <= target : value >= target;
    console.log(
      `| ${name} | ${value.toFixed(value < 100 ? 2 : 0)} | ${sign} ${target} | ${met ? 'met' : 'NOT met'} |`,
    );
  }
}
process.exit();
