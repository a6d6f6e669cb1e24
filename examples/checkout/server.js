// A small order service on @ninefold/service: it stores an order, and finds it again. All it is given
// is PORT and DATABASE_URL; examples/checkout-python does the same in another language.
import { createServer } from 'node:http';

import { retry } from '@ninefold/resilience';
import {
  idempotency,
  nodeListener,
  overload,
  service,
  serviceLogger,
  telemetry,
} from '@ninefold/service';
import { postgresStore } from '@ninefold/service/idempotency/postgres';
import pg from 'pg';

const LONGEST_BODY = 64 * 1024;
const log = serviceLogger('checkout');

// A failover cuts connections; the pool opens new ones, which the balancer leads to the primary.
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 8,
  connectionTimeoutMillis: 5_000,
});
pool.on('error', (error) => log.warn({ err: error }, 'lost an idle connection'));

const keys = postgresStore(pool);
// A failover may be under way when this process starts.
await retry({ maxAttempts: 20, maxElapsedMs: 20_000 }).execute(createTables);

const metrics = telemetry({ service: 'checkout', latencyBelowMs: 300, logger: log });
const checkout = service({
  log,
  // All replicas share the database: were it critical, its failover would take all of them away.
  health: { checks: { orders: { check: () => pool.query('SELECT'), impact: 'degraded' } } },
  // The balancer looks at ready every 200 ms, and Ninefold kills 10 s after SIGTERM.
  shutdown: { noticeMs: 500, drainMs: 6_000, endMs: 2_000 },
  telemetry: metrics,
  overload: overload({ registry: metrics.registry }),
  idempotency: idempotency({
    store: keys,
    principal: () => 'shop',
    onProblem: (error) => log.warn({ err: error }, 'idempotency'),
  }),
});
checkout.onStop('orders', () => pool.end());
checkout
  .attach(createServer(nodeListener(checkout, answer, { route: routeOf })))
  .listen(Number(process.env.PORT), '127.0.0.1');

function routeOf({ url = '' }) {
  if (url === '/orders') return '/orders';
  return url.startsWith('/orders/') ? '/orders/:id' : undefined;
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (request.method === 'POST' && pathname === '/orders') return storeOrder(request, response);
  const id = /^\/orders\/([^/]+)$/.exec(pathname)?.[1];
  if (request.method === 'GET' && id) return findOrder(decodeURIComponent(id), response);
  return send(response, 404, { error: 'no such page' });
}

/** In one transaction with the request's key: asked twice under one key, it is stored once. */
async function storeOrder(request, response) {
  const order = await readJson(request);
  if (typeof order?.id !== 'string') return send(response, 400, { error: 'an order has an id' });
  // There is one: without a key the answer was 400.
  const transaction = /** @type {pg.PoolClient} */ (keys.transactionOf(request));
  const { rowCount } = await transaction.query(
    'INSERT INTO orders (id) VALUES ($1) ON CONFLICT DO NOTHING',
    [order.id],
  );
  return rowCount
    ? send(response, 201, { id: order.id })
    : send(response, 409, { error: 'this id has an order already' });
}

async function findOrder(id, response) {
  const { rowCount } = await pool.query('SELECT FROM orders WHERE id = $1', [id]);
  return rowCount ? send(response, 200, { id }) : send(response, 404, { error: 'no such order' });
}

async function createTables() {
  // Several replicas start at once, and CREATE TABLE IF NOT EXISTS alone may collide.
  await pool.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(1);
    CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY);
    COMMIT`);
  await keys.createTable();
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
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  return response.end(text);
}
