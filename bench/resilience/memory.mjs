// Memory over ten million calls and a million keys. node --expose-gc bench/resilience/memory.mjs
import { ours } from './peers.mjs';

const CALLS = Number(process.env.CALLS ?? 10_000_000);
const KEYS = Number(process.env.KEYS ?? 1_000_000);

function heapMb() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const guarded = ours.guard(
  ours.timeout(1_000),
  ours.retry(),
  ours.breaker(ours.consecutive(5)),
  ours.bulkhead(),
);
const byKey = ours.guard(
  ours.keyed(() => ours.breaker(ours.consecutive(5))),
  ours.keyed(() => ours.rateLimit(ours.tokenBucket({ perSecond: 10 }))),
  ours.bulkhead({ maxConcurrentPerKey: 2 }),
  ours.singleFlight(),
);
const work = async () => 1;
for (let call = 0; call < 100_000; call++) await guarded.execute(work);
const start = heapMb();
const { signal } = new AbortController();
for (let call = 0; call < CALLS; call++) {
  await guarded.execute(work);
  if (call % 100 === 0) await guarded.execute(work, { signal });
}
const afterCalls = heapMb();
for (let key = 0; key < 10_000; key++) await byKey.execute(work, { key: `warm ${key}` });
const beforeKeys = heapMb();
for (let key = 0; key < KEYS; key++) await byKey.execute(work, { key: `key ${key}` });
const afterKeys = heapMb();
console.log(`heap ${start.toFixed(1)} MB, after ${CALLS} calls ${afterCalls.toFixed(1)} MB`);
console.log(
  `heap with 10,000 keys ${beforeKeys.toFixed(1)} MB, after ${KEYS} ${afterKeys.toFixed(1)} MB`,
);
// Still held, or the collections above would have taken them.
console.log(JSON.stringify([guarded.inspect(), byKey.inspect()]).slice(0, 600));
const flat = afterCalls - start < 2 && afterKeys - beforeKeys < 4;
console.log(flat ? 'flat' : 'NOT flat');
process.exit(flat ? 0 : 1);
