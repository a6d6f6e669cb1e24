// Open loop: request k is due at t0 + k / rate whatever the app does; latency counts from the due
// time, so that waiting for a connection counts too. node overload-load.mjs PORT RATE SECONDS
import { Agent, request } from 'undici';

const [port, rate, seconds] = process.argv.slice(2).map(Number);
const TIMEOUT_MS = 10_000;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const dispatcher = new Agent({ connections: 2_000, pipelining: 1 });
const admitted = [];
const shed = [];
let lost = 0;
let inTime = 0;
const pending = new Set();
const startMs = performance.now();
for (let sent = 0; sent < rate * seconds;) {
  const due = Math.min(rate * seconds, ((performance.now() - startMs) / 1_000) * rate);
  for (; sent < due; sent++) {
    const one = ask(startMs + (sent * 1_000) / rate).then(() => pending.delete(one));
    pending.add(one);
  }
  await wait(1);
}
await Promise.all(pending);
await dispatcher.close();
admitted.sort((a, b) => a - b);
shed.sort((a, b) => a - b);
const at = (values, share) =>
  values[Math.min(Math.floor(values.length * share), values.length - 1)];
console.log(
  JSON.stringify({
    sent: Math.round(rate * seconds),
    admitted: admitted.length,
    shed: shed.length,
    lost,
    perSecond: inTime / seconds,
    p50Ms: at(admitted, 0.5),
    p99Ms: at(admitted, 0.99),
    shedP99Ms: at(shed, 0.99),
  }),
);

async function ask(dueMs) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const origin = `http://127.0.0.1:${port}/orders/1`;
    const { statusCode, body } = await request(origin, { dispatcher, signal });
    await body.dump();
    const now = performance.now();
    (statusCode === 200 ? admitted : shed).push(now - dueMs);
    // What is answered after the load has ended is backlog, not goodput.
    if (statusCode === 200 && now - startMs <= seconds * 1_000) inTime++;
  } catch {
    lost++;
  }
}
