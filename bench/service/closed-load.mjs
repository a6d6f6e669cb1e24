// Closed loop: each of CONNECTIONS asks again when it has its answer; prints answers per second.
// node closed-load.mjs PORT CONNECTIONS SECONDS [PATH]
import { Pool } from 'undici';

const [port, connections, seconds] = process.argv.slice(2).map(Number);
const path = process.argv[5] ?? '/orders/1';
const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
const startMs = performance.now();
const fromMs = startMs + 500;
const endMs = fromMs + seconds * 1_000;
let done = 0;
async function loop() {
  for (let now = startMs; now < endMs;) {
    const { body } = await pool.request({ path, method: 'GET' });
    await body.dump();
    now = performance.now();
    if (now >= fromMs && now < endMs) done++;
  }
}
await Promise.all(Array.from({ length: connections }, loop));
await pool.close();
console.log(JSON.stringify({ perSecond: done / seconds }));
