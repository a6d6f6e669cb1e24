import { readFileSync } from 'node:fs';

import { afterEach, describe, expect, it } from 'vitest';

import { etcdGateway } from '../src/leadership/etcd-gateway.ts';
import { etcdLease } from '../src/leadership/etcd-lease.ts';
import type { LeadershipEvent } from '../src/leadership/leadership-event.ts';
import type { Lease } from '../src/leadership/lease.ts';
import { createLeaseTable, postgresLease } from '../src/leadership/postgres-lease.ts';
import { whileLeader } from '../src/leadership/while-leader.ts';
import type { Leadership } from '../src/leadership/while-leader.ts';
import { granted, never } from './leadership-conformance.ts';
import {
  eventually,
  hasEtcd,
  hasPostgres,
  startEtcd,
  startPostgres,
} from './leadership-engines.ts';

/* Stores that crash, freeze and lose a member, under elections that are under way. */

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Watched {
  readonly election: Leadership;
  readonly events: readonly LeadershipEvent[];
  /** In the order of their grants. */
  readonly terms: readonly number[];
}

/** An election whose work lasts until it is told to stop. */
function lead(lease: Lease): Watched {
  const events: LeadershipEvent[] = [];
  const terms: number[] = [];
  const election = whileLeader(
    lease,
    async (term, signal) => {
      terms.push(term);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
    },
    { campaignEveryMs: 50, maxBackoffMs: 200, onEvent: (event) => events.push(event) },
  );
  closing.push(() => election.stop());
  return { election, events, terms };
}

describe.skipIf(!hasEtcd)('etcd', () => {
  it('crashed and started again, keeps the lease and counts on', async () => {
    const etcd = await startEtcd(1);
    closing.push(() => etcd.close());
    const { endpoints } = etcd;
    const holder = etcdLease({ endpoints, key: 'k', ttlMs: 10_000 });
    const other = etcdLease({ endpoints, key: 'k', ttlMs: 10_000 });
    const term = await granted(holder);
    await etcd.kill(0);
    await expect(holder.renew(term, never)).rejects.toThrow();
    await etcd.start(0);
    expect(await other.acquire(never)).toBeUndefined();
    expect(await holder.renew(term, never)).toBe(true);
    await holder.release(term, never);
    expect(await other.acquire(never)).toBeGreaterThan(term);
  });

  it('frozen: the work is told to stop though nobody can say that the lease is lost', async () => {
    const etcd = await startEtcd(1);
    closing.push(() => etcd.close());
    const lease = etcdLease({ endpoints: etcd.endpoints, key: 'k', ttlMs: 2_000 });
    const { election, events, terms } = lead(lease);
    await eventually('a leader', () => terms.length === 1);
    etcd.signal(0, 'SIGSTOP');
    await eventually('the end of the term', () =>
      events.some((event) => event.kind === 'stepping-down' && event.reason === 'expired'),
    );
    expect(election.snapshot().role).not.toBe('leader');
    etcd.signal(0, 'SIGCONT');
    await eventually('another term', () => terms.length === 2);
    expect(terms[1]).toBeGreaterThan(terms[0] ?? 0);
  });

  it('of three members, one of which is killed: the leader goes on leading', async () => {
    const etcd = await startEtcd(3);
    closing.push(() => etcd.close());
    const { endpoints } = etcd;
    const lease = etcdLease({ endpoints, key: 'k', ttlMs: 8_000 });
    const { election, events, terms } = lead(lease);
    await eventually('a leader', () => terms.length === 1);
    const [term = 0] = terms;
    // The member that it talks to, whether that leads the other two or not.
    await etcd.kill(0);
    await eventually('a renewal through another', () =>
      lease.renew(term, never).catch(() => false),
    );
    // The one that is killed next leads, or the one after it: one election of etcd at least.
    await etcd.start(0);
    await etcd.kill(1);
    await eventually('a renewal through another', () =>
      lease.renew(term, never).catch(() => false),
    );
    expect(election.snapshot()).toMatchObject({ role: 'leader', term });
    expect(events.some(({ kind }) => kind === 'stepping-down')).toBe(false);
    // Without a majority nobody renews, nor is elected.
    await etcd.kill(2);
    await expect(lease.renew(term, AbortSignal.timeout(1_500))).rejects.toThrow();
  });

  it('with users and https: asks for a token, and again when etcd has forgotten it', async () => {
    const etcd = await startEtcd(1, true);
    closing.push(() => etcd.close());
    const { endpoints } = etcd;
    const tls = { ca: readFileSync(etcd.authorities[0] ?? '') };
    const auth = { username: 'root', password: 'a secret' };
    await etcdGateway({ endpoints, tls }).withMember(never, async (member) => {
      const call = (path: string, body: object): Promise<unknown> => member.call(path, body);
      await call('/v3/auth/user/add', { name: auth.username, password: auth.password });
      await call('/v3/auth/role/add', { name: 'root' });
      await call('/v3/auth/user/grant', { user: 'root', role: 'root' });
      await call('/v3/auth/enable', {});
    });
    const stranger = etcdLease({ endpoints, key: 'k', ttlMs: 10_000, tls });
    await expect(stranger.acquire(never)).rejects.toThrow('user name is empty');
    const wrong = etcdLease({ endpoints, key: 'k', tls, auth: { ...auth, password: 'guessed' } });
    await expect(wrong.acquire(never)).rejects.toThrow('authentication failed');
    const distrustful = etcdLease({ endpoints, key: 'k', auth });
    await expect(distrustful.acquire(never)).rejects.toThrow(/self.signed|certificate/);
    const lease = etcdLease({ endpoints, key: 'k', ttlMs: 10_000, tls, auth });
    const term = await granted(lease);
    // Its simple tokens are in memory.
    await etcd.kill(0);
    await etcd.start(0);
    expect(await lease.renew(term, never)).toBe(true);
    await lease.put(term, { written: 'yes' });
  });
});

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  it('crashed and started again, keeps the lease and counts on', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.close());
    await createLeaseTable(postgres.pool());
    const open = (): Lease =>
      postgresLease({ pool: postgres.pool(), name: 'crash', ttlMs: 10_000 });
    const [holder, other] = [open(), open()];
    const term = await granted(holder);
    await postgres.crashAndRestart();
    expect(await other.acquire(never)).toBeUndefined();
    expect(await eventually('a new connection', () => holder.renew(term, never))).toBe(true);
    await holder.release(term, never);
    expect(await other.acquire(never)).toBe(term + 1);
  });

  it('with its row locked: the work is told to stop in time, and no connection is lost', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.close());
    const pool = postgres.pool();
    await createLeaseTable(pool);
    const { events, terms } = lead(postgresLease({ pool, name: 'locked', ttlMs: 1_000 }));
    await eventually('a leader', () => terms.length === 1);
    const client = await postgres.pool().connect();
    await client.query('BEGIN');
    await client.query('SELECT * FROM ninefold_lease FOR UPDATE');
    await eventually('the end of the term', () =>
      events.some((event) => event.kind === 'stepping-down' && event.reason === 'expired'),
    );
    await client.query('ROLLBACK');
    client.release();
    await eventually('another term', () => terms.length === 2);
    expect(terms[1]).toBeGreaterThan(terms[0] ?? 0);
  });
});
