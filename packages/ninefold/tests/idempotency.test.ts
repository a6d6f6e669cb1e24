import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock as clock } from '../src/clock/system-clock.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { judgeTrial } from '../src/history/judge-trial.ts';
import type { TrialVerdict } from '../src/history/verdict.ts';
import { messageOf } from '../src/ports/errors.ts';
import { prepareStep } from '../src/faults/prepare-step.ts';
import { runTrial } from '../src/prove/run-trial.ts';
import { bootTopology } from '../src/topology/topology.ts';
import { startWorkload } from '../src/workload/workload.ts';
import { newScene } from './scene.ts';

/*
 * Clients that write under an Idempotency-Key, a balancer that asks again whenever an answer is
 * missing, and an app and a primary that are killed meanwhile. A read over HTTP tells 0 or 1, so
 * the rows themselves are counted: their table has no unique key that would hide a second one.
 */
const moduleAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The same order service twice: `keyed` does its work once for each key, the other as often as asked. */
function orderService(keyed: boolean): string {
  return `
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from ${JSON.stringify(moduleAt('../../../node_modules/pg/esm/index.mjs'))};
import { idempotency } from ${JSON.stringify(moduleAt('../../service/dist/idempotency/idempotency.js'))};
import { postgresStore } from ${JSON.stringify(moduleAt('../../service/dist/idempotency/postgres-store.js'))};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 24, connectionTimeoutMillis: 5_000 });
pool.on('error', () => {});
const store = postgresStore(pool);
await store.createTable();
await pool.query('BEGIN; SELECT pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS orders (id text); CREATE TABLE IF NOT EXISTS asked (key text); COMMIT');
const once = idempotency({
  store,
  principal: () => '',
  onProblem: (error) => console.error(error.message),
});
const step = ${keyed ? 'once' : '(exchange, next) => next()'};

async function serve(request, response) {
  const key = request.headers['idempotency-key'];
  // Beside the work: how often was it asked for?
  if (key) await pool.query('INSERT INTO asked VALUES ($1)', [key]);
  await step(
    { request, response, arrivedMs: performance.now(), route: () => undefined },
    () => answer(request, response),
  );
}

async function answer(request, response) {
  if (request.method === 'GET') {
    const id = request.url.split('/')[2];
    if (request.url === '/health/ready') return void response.end();
    const { rowCount } = await pool.query('SELECT FROM orders WHERE id = $1', [id]);
    response.statusCode = rowCount ? 200 : 404;
    return void response.end();
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const connection = store.transactionOf(request) ?? pool;
  await connection.query('INSERT INTO orders VALUES ($1)', [JSON.parse(body).id]);
  // Whatever else an order needs: now the work is done, and nobody knows.
  await pause(200);
  response.statusCode = 201;
  response.end();
}

const server = createServer((request, response) => {
  serve(request, response).catch((error) => {
    console.error(error.message);
    if (!response.headersSent) response.statusCode = 503;
    response.end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
`;
}

const CONTRACT = `service: orders
promise: { availability: 50%, rto: 10s, rpo: 0 }
app: { run: [node, app.mjs], replicas: 3 }
stores: { orders: { engine: postgres, members: 3, replication: synchronous } }
workload:
  rate: 60/s
  write: { path: /orders, headers: { Idempotency-Key: '"{{id}}"' }, acknowledged: [201] }
  read: { path: "/orders/{{id}}" }
proof:
  faults: [kill app, kill store primary, 'kill app, then kill store primary']
`;

interface Judged {
  /** Of one trial of each fault, its read-back by counting rows. */
  readonly verdicts: readonly TrialVerdict[];
  /** Orders that replicas were asked for more than once. */
  readonly askedAgain: number;
}

async function judged(keyed: boolean): Promise<Judged> {
  const scene = newScene();
  scene.write('app.mjs', orderService(keyed));
  const parsed = parseContract(CONTRACT, 'ninefold.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { contract } = parsed;
  const random = seededRandom(contract.proof.seed);
  const failing = new AbortController();
  const { signal } = failing;
  const topology = await bootTopology({
    contract,
    directory: scene.folder,
    linked: false,
    bounded: false,
    clock,
    random,
    signal,
    onEvent: () => undefined,
    onFailure: (error) => failing.abort(new Error(messageOf(error))),
  });
  const runId = keyed ? 'keyed' : 'plain';
  let workload: Awaited<ReturnType<typeof startWorkload>> | undefined;
  try {
    workload = await startWorkload({
      spec: contract.workload,
      baseUrls: topology.baseUrls,
      runId,
      seed: contract.proof.seed,
    });
    const counting = {
      ...workload,
      readBack: (ids: readonly string[]) => countRows(topology.storeUrl('orders'), ids),
    };
    const verdicts: TrialVerdict[] = [];
    for (const fault of contract.proof.faults) {
      const record = await runTrial({
        contract,
        fault,
        trial: 1,
        topology,
        prepare: (step) => prepareStep(step, { topology, clock, random, signal }),
        workload: counting,
        clock,
        random,
        signal,
        onEvent: () => undefined,
        onCounters: () => undefined,
        takeEvents: () => [],
        takeWriters: () => [],
        grants: () => [],
      });
      verdicts.push(judgeTrial(contract.promise, record));
    }
    const askedAgain = await query<{ key: string }>(
      topology.storeUrl('orders'),
      'SELECT key FROM asked GROUP BY key HAVING count(*) > 1',
    );
    return { verdicts, askedAgain: askedAgain.length };
  } finally {
    await workload?.close();
    await topology.close();
    expect(scene.leftovers()).toEqual([]);
  }
}

/** How often each order is there, on the primary that clients are led to. */
async function countRows(url: string, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ id: string; times: number }>(
    url,
    'SELECT id, count(*)::int AS times FROM orders WHERE id = ANY($1) GROUP BY id',
    [ids],
  );
  const times = new Map(rows.map((row) => [row.id, row.times]));
  return new Map(ids.map((id) => [id, times.get(id) ?? 0]));
}

async function query<Row extends object>(
  connectionString: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Seconds on a quiet machine. On a busy one it takes its time, or can't be brought under load. */
const TIME = { timeout: 240_000, retry: 1 };

const FAULTS = ['kill app', 'kill store primary', 'kill app, then kill store primary'];

it(
  'loses nothing and does nothing twice, with keys in the same transaction as the work',
  TIME,
  async () => {
    const { verdicts, askedAgain } = await judged(true);
    expect(verdicts.map(({ fault }) => fault)).toEqual(FAULTS);
    expect(verdicts.flatMap(({ once }) => once.twice)).toEqual([]);
    expect(verdicts.flatMap(({ once }) => once.refusedButApplied)).toEqual([]);
    expect(verdicts.flatMap(({ rpo }) => rpo.lost)).toEqual([]);
    expect(verdicts.flatMap(({ brokenBecause }) => brokenBecause ?? [])).toEqual([]);
    // It could have gone wrong: replicas were asked again for what another had begun.
    expect(askedAgain).toBeGreaterThan(0);
  },
);

it('does orders twice without keys, under the same faults', TIME, async () => {
  const { verdicts, askedAgain } = await judged(false);
  expect(askedAgain).toBeGreaterThan(0);
  expect(verdicts.flatMap(({ once }) => once.twice).length).toBeGreaterThan(0);
  expect(verdicts.map(({ ruling }) => ruling)).toContain('broken');
});
