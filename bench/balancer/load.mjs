// Closed loop over an undici pool, without pipelining; prints requests per second and errors.
import { Pool } from 'undici';

const [port, connections, seconds] = process.argv.slice(2).map(Number);
const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
let done = 0;
let errors = 0;
const endAt = performance.now() + seconds * 1000;
async function loop() {
  while (performance.now() < endAt) {
    try {
      const { statusCode, body } = await pool.request({ path: '/orders/1', method: 'GET' });
      await body.dump();
      if (statusCode === 200) done++;
      else errors++;
    } catch {
      errors++;
    }
  }
}
await Promise.all(Array.from({ length: connections }, loop));
await pool.close();
console.log(JSON.stringify({ perSecond: done / seconds, errors }));
