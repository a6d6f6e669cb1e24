// A small order service: it stores an order, and finds it again. Nothing in it knows of Ninefold;
// all it is given is PORT and DATABASE_URL.
import { createServer } from 'node:http';

import pg from 'pg';

const LONGEST_BODY = 64 * 1024;

// A failover cuts connections; the pool opens new ones, which the balancer leads to the primary.
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 4,
  connectionTimeoutMillis: 5_000,
});
pool.on('error', (error) => console.error(`lost an idle connection: ${error.message}`));

await createTable();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    // The order may be stored or not; the client may ask again under the same id.
    send(response, 503, { error: 'the order could not be confirmed' });
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');

process.on('SIGTERM', () => {
  // No new connections; requests in flight are answered first.
  server.close(() => {
    void pool.end().finally(() => process.exit(0));
  });
  server.closeIdleConnections();
});

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (request.method === 'GET' && pathname === '/health/live') return send(response, 200, {});
  if (request.method === 'GET' && pathname === '/health/ready') return send(response, 200, {});
  if (request.method === 'POST' && pathname === '/orders') return storeOrder(request, response);
  const id = /^\/orders\/([^/]+)$/.exec(pathname)?.[1];
  if (request.method === 'GET' && id) return findOrder(decodeURIComponent(id), response);
  return send(response, 404, { error: 'no such page' });
}

/** The id is the client's, so asking twice stores one order. */
async function storeOrder(request, response) {
  const order = await readJson(request);
  if (typeof order?.id !== 'string') return send(response, 400, { error: 'an order has an id' });
  await pool.query('INSERT INTO orders (id) VALUES ($1) ON CONFLICT DO NOTHING', [order.id]);
  return send(response, 201, { id: order.id });
}

async function findOrder(id, response) {
  const { rowCount } = await pool.query('SELECT FROM orders WHERE id = $1', [id]);
  return rowCount ? send(response, 200, { id }) : send(response, 404, { error: 'no such order' });
}

async function createTable() {
  // Several replicas start at once, and CREATE TABLE IF NOT EXISTS alone may collide.
  await pool.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(1);
    CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY);
    COMMIT`);
}

async function readJson(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > LONGEST_BODY) return undefined;
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response, status, body) {
  if (response.headersSent) return response.destroy();
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  return response.end(text);
}
