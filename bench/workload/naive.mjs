// The generator people write first: setInterval, and what the timer can't express in batches.
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'undici';

const { url, rate, seconds } = workerData;
const now = () => Number(process.hrtime.bigint()) / 1e6;
const pool = new Pool(url, { connections: 1000 });
const lags = [];
const total = rate * seconds;
let open = 0;
const startMs = now() + 100;

async function send(k) {
  lags.push(now() - (startMs + (k * 1000) / rate));
  open += 1;
  const body = JSON.stringify({ id: `n${k}` });
  const headers = { 'content-type': 'application/json' };
  const answer = await pool.request({ method: 'POST', path: '/orders', body, headers });
  await answer.body.dump();
  open -= 1;
  if (lags.length >= total && open === 0) {
    await pool.destroy();
    parentPort.postMessage(lags);
  }
}

const timer = setInterval(
  () => {
    const due = Math.min(total, Math.floor(((now() - startMs) * rate) / 1000) + 1);
    while (lags.length < due) void send(lags.length);
    if (lags.length >= total) clearInterval(timer);
  },
  Math.max(1, 1000 / rate),
);
