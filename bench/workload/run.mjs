// Schedule lag and CPU of the open-loop generator beside a naive one, against a trivial server in
// another process. Usage: npm run build && node bench/workload/run.mjs [seconds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startWorkload } from '../../packages/ninefold/dist/workload/workload.js';

const SECONDS = Number(process.argv[2] ?? 5);
const target = fork(new URL('./target.mjs', import.meta.url));
const [port] = await once(target, 'message');
const url = `http://127.0.0.1:${port}`;

function row(name, rate, lags, cpu, extra = '') {
  const sorted = lags.toSorted((a, b) => a - b);
  const at = (p) => sorted[Math.ceil(p * sorted.length) - 1].toFixed(2).padStart(7);
  const share = ((cpu.user + cpu.system) / 1e4 / SECONDS).toFixed(0).padStart(3);
  console.log(
    `${name.padEnd(9)} ${String(rate).padStart(5)}/s  lag ms p50${at(0.5)} p99${at(0.99)} max${at(1)}  CPU ${share} %  ${extra}`,
  );
}

async function ours(rate) {
  const spec = {
    kind: 'http',
    ratePerSecond: rate,
    arrivals: 'fixed',
    timeoutMs: 5000,
    write: {
      method: 'POST',
      path: '/orders',
      headers: {},
      json: { id: '{{id}}' },
      acknowledged: [201],
    },
    read: { method: 'GET', path: '/orders/{{id}}', headers: {}, present: [200], absent: [404] },
  };
  const workload = await startWorkload({ spec, baseUrls: [url], runId: `bench${rate}`, seed: 1 });
  await workload.start();
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const { operations, overloaded } = await workload.stop();
  const cpu = process.cpuUsage(before);
  const ok = operations.filter(({ outcome }) => outcome === 'ok').length;
  const lags = operations.map(({ sentMs, dueMs }) => sentMs - dueMs);
  const latency = operations.map(({ endedMs, dueMs }) => endedMs - dueMs).toSorted((a, b) => a - b);
  const p99 = latency[Math.ceil(0.99 * latency.length) - 1].toFixed(2);
  row(
    'ninefold',
    rate,
    lags,
    cpu,
    `ok ${ok}/${operations.length}, latency p99 ${p99} ms, overloaded ${overloaded}`,
  );
  await workload.close();
}

async function naive(rate) {
  const before = process.cpuUsage();
  const worker = new Worker(new URL('./naive.mjs', import.meta.url), {
    workerData: { url, rate, seconds: SECONDS },
  });
  const [lags] = await once(worker, 'message');
  row('interval', rate, lags, process.cpuUsage(before));
  await worker.terminate();
}

for (const rate of [200, 1000, 5000]) {
  await ours(rate);
  await naive(rate);
}
target.disconnect();
