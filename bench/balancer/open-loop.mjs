// Open loop: request k is due at t0 + k / rate, GET and POST in turn; latency counts from the due
// time. node open-loop.mjs PORT RATE SECONDS; prints figures as JSON.
import { Agent, request } from 'undici';

const [port, rate, seconds] = process.argv.slice(2).map(Number);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const dispatcher = new Agent({ connections: 256, pipelining: 1 });
const seen = { GET: { failed: 0, count: 0 }, POST: { failed: 0, count: 0 } };
const latencies = [];
const startMs = performance.now();
const pending = new Set();
let sent = 0;
while (sent < rate * seconds) {
  const due = Math.min(rate * seconds, ((performance.now() - startMs) / 1000) * rate);
  for (; sent < due; sent++) {
    const method = sent % 2 === 0 ? 'GET' : 'POST';
    const dueMs = startMs + (sent * 1000) / rate;
    const one = ask(method).then((ok) => {
      latencies.push(performance.now() - dueMs);
      seen[method].count += 1;
      if (!ok) seen[method].failed += 1;
      pending.delete(one);
    });
    pending.add(one);
  }
  await wait(1);
}
await Promise.all(pending);
await dispatcher.close();
latencies.sort((a, b) => a - b);
const figures = {
  requests: sent,
  'GET errors': seen.GET.failed,
  'POST errors': seen.POST.failed,
  'p99 ms': Math.round(latencies[Math.floor(latencies.length * 0.99)]),
  'max ms': Math.round(latencies.at(-1)),
};
console.log(JSON.stringify(figures));

async function ask(method) {
  try {
    const { statusCode, body } = await request(`http://127.0.0.1:${port}/orders/1`, {
      method,
      dispatcher,
      headersTimeout: 10_000,
      ...(method === 'POST' && { body: '{"id":"1"}' }),
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
