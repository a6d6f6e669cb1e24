import { existsSync } from 'node:fs';
import pg from 'pg';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { postgresStore } from '../src/idempotency/postgres-store.ts';
import { type RedisClient, redisStore } from '../src/idempotency/redis-store.ts';
import {
  anId,
  claimOn,
  created,
  eventuallyFirst,
  firstOn,
  storeConformance,
} from '../src/idempotency/store.test.suite.ts';
import {
  POSTGRES_PROGRAMS,
  REDIS_PROGRAM,
  type RealServer,
  startPostgres,
  startRedis,
} from './real-server.ts';

describe.skipIf(!existsSync(POSTGRES_PROGRAMS))('with a real PostgreSQL', () => {
  let server: RealServer | undefined;
  let pool: pg.Pool;

  const poolOf = (port: number): pg.Pool => {
    const made = new pg.Pool({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database: 'postgres',
      max: 30,
    });
    // Idle connections of a server that ends.
    made.on('error', () => undefined);
    return made;
  };

  beforeAll(async () => {
    server = await startPostgres(async (port) => {
      const asking = new pg.Client({ host: '127.0.0.1', port, user: 'postgres' });
      await asking.connect();
      await asking.end();
    });
    pool = poolOf(server.port);
    // Several replicas start at once.
    await Promise.all(Array.from({ length: 8 }, () => postgresStore(pool).createTable()));
    await pool.query('CREATE TABLE orders (id text)');
  });
  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });

  const store = () => postgresStore(pool);
  const ordersOf = async (id: string): Promise<number> =>
    (await pool.query('SELECT FROM orders WHERE id = $1', [id])).rowCount ?? 0;

  storeConformance('the PostgreSQL store', store);

  /** A claim whose work is one order. */
  async function begin(id: string, leaseMs?: number) {
    const [keys, request] = [store(), {}];
    const attempt = await firstOn(keys, id, {
      request,
      ...(leaseMs === undefined ? {} : { leaseMs }),
    });
    const transaction = keys.transactionOf(request);
    if (!transaction) throw new Error('no transaction');
    await transaction.query('INSERT INTO orders VALUES ($1)', [id]);
    return { attempt, transaction };
  }

  it('shows the work exactly when the key is there', async () => {
    const id = anId();
    const { attempt } = await begin(id);
    expect(await ordersOf(id)).toBe(0);
    expect(await attempt.keep(created)).toBe('kept');
    expect(await ordersOf(id)).toBe(1);
    expect(await claimOn(store(), id)).toMatchObject({ kind: 'done' });
  });

  it('undoes the work of an attempt that gives up', async () => {
    const id = anId();
    const { attempt } = await begin(id);
    await attempt.release({ workHasEnded: true });
    expect(await ordersOf(id)).toBe(0);
    await (await begin(id)).attempt.keep(created);
    expect(await ordersOf(id)).toBe(1);
  });

  it('undoes the work of an attempt that died, and frees the operation', async () => {
    const id = anId();
    const { attempt, transaction } = await begin(id);
    const { rows } = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await (await eventuallyFirst(store(), id)).release({ workHasEnded: true });
    expect(await ordersOf(id)).toBe(0);
    await expect(attempt.keep(created)).rejects.toThrow();
  });

  it('lets a frozen attempt write nothing once its lease has ended', async () => {
    const id = anId();
    const frozen = await begin(id, 40);
    const next = await eventuallyFirst(store(), id);
    await expect(
      frozen.transaction.query('INSERT INTO orders VALUES ($1)', [id]),
    ).rejects.toThrow();
    expect(await frozen.attempt.keep(created)).toBe('lost');
    await next.release({ workHasEnded: true });
    expect(await ordersOf(id)).toBe(0);
  });

  it('keeps the answer, and no work, of a transaction that an error aborted', async () => {
    const id = anId();
    const { attempt, transaction } = await begin(id);
    await expect(transaction.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect(await attempt.keep({ ...created, status: 422 })).toBe('kept');
    expect(await ordersOf(id)).toBe(0);
    expect(await claimOn(store(), id)).toMatchObject({ kind: 'done', result: { status: 422 } });
  });

  it('undoes the work when somebody else has the key after all', async () => {
    const id = anId();
    const { attempt } = await begin(id);
    await pool.query(
      `INSERT INTO idempotency_keys VALUES ($1, '', 200, '{}', '', now() + interval '1 hour')`,
      [id],
    );
    expect(await attempt.keep(created)).toBe('lost');
    expect(await ordersOf(id)).toBe(0);
  });

  it('holds no connection for those who wait, and gives back every one it took', async () => {
    const small = new pg.Pool({
      host: '127.0.0.1',
      port: server?.port ?? 0,
      user: 'postgres',
      max: 2,
    });
    const keys = postgresStore(small);
    const id = anId();
    const attempt = await firstOn(keys, id);
    for (let look = 0; look < 5; look++) {
      expect(await claimOn(keys, id)).toMatchObject({ kind: 'running' });
    }
    await attempt.keep(created);
    for (let look = 0; look < 5; look++) {
      expect(await claimOn(keys, id)).toMatchObject({ kind: 'done' });
    }
    await (await firstOn(keys, anId())).release({ workHasEnded: false });
    expect([small.totalCount - small.idleCount, small.waitingCount]).toEqual([0, 0]);
    await small.end();
  });

  it('purges what has expired, and that alone', async () => {
    const keys = postgresStore(pool, { table: 'public.purged_keys' });
    await keys.createTable();
    const living = anId();
    await (await firstOn(keys, living)).keep(created);
    await pool.query(
      `INSERT INTO purged_keys
       SELECT g::text, '', 200, '{}', '', now() - interval '1 s' FROM generate_series(1, 1500) g`,
    );
    expect(await keys.purge()).toBe(1500);
    expect(await keys.purge()).toBe(0);
    expect(await claimOn(keys, living)).toMatchObject({ kind: 'done' });
  });

  it('refuses a table whose name would need quotes', () => {
    expect(() => postgresStore(pool, { table: 'keys; DROP TABLE orders' })).toThrow('lower case');
  });
});

describe.skipIf(!existsSync(REDIS_PROGRAM))('with a real Redis', () => {
  let server: RealServer | undefined;
  let client: ReturnType<typeof clientOf>;

  const clientOf = (port: number) => {
    const made = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } });
    made.on('error', () => undefined);
    return made;
  };

  beforeAll(async () => {
    server = await startRedis(async (port) => {
      const asking = clientOf(port);
      await asking.connect();
      await asking.ping();
      asking.destroy();
    });
    client = clientOf(server.port);
    await client.connect();
  });
  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  const store = () => redisStore(client satisfies RedisClient);
  storeConformance('the Redis store', store);

  it('leaves nothing that does not expire', async () => {
    const [running, done] = [anId(), anId()];
    await firstOn(store(), running);
    await (await firstOn(store(), done)).keep(created);
    for (const id of [running, done]) {
      expect(await client.pTTL(`idempotency:${id}`)).toBeGreaterThan(0);
    }
  });

  it('tells a payload that differs also while the first runs', async () => {
    const id = anId();
    await firstOn(store(), id, { fingerprint: 'of the first' });
    expect(await claimOn(store(), id)).toEqual({ kind: 'running', fingerprint: 'of the first' });
  });
});
