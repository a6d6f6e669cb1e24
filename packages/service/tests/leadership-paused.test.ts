import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { etcdGateway } from '../src/leadership/etcd-gateway.ts';
import { createFenceTable } from '../src/leadership/fenced-transaction.ts';
import { field } from '../src/leadership/json-request.ts';
import { createLeaseTable } from '../src/leadership/postgres-lease.ts';
import { never } from './leadership-conformance.ts';
import {
  ended,
  eventually,
  hasEtcd,
  hasPostgres,
  startEtcd,
  startPostgres,
} from './leadership-engines.ts';
import type { Etcd, Postgres } from './leadership-engines.ts';
import { startLeaseApiServer } from './lease-api-server.ts';
import type { LeaseApiServer } from './lease-api-server.ts';

/*
 * A leader is stopped (SIGSTOP) between its last look at the signal and its write, past its lease.
 * Another leads and writes; then the first wakes, and its write goes out under the old term.
 */

const program = fileURLToPath(new URL('leader-process.mjs', import.meta.url));
/** A busy machine must not be late with a renewal before the pause. */
const TTL_MS = 2_000;

interface Line {
  readonly kind: string;
  readonly term?: number;
  readonly code?: string;
  readonly reason?: string;
}

interface LeaderProcess {
  readonly child: ChildProcess;
  readonly lines: readonly Line[];
  say(command: string): void;
  heard(kind: string): Promise<Line>;
}

const running: LeaderProcess[] = [];

function launch(plan: object): LeaderProcess {
  const child = spawn(process.execPath, [program, JSON.stringify({ ttlMs: TTL_MS, ...plan })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
  });
  const leader: LeaderProcess = {
    child,
    lines,
    say: (command) => {
      child.stdin.write(`${command}\n`);
    },
    heard: (kind) => eventually(`"${kind}"`, () => lines.find((line) => line.kind === kind)),
  };
  running.push(leader);
  return leader;
}

afterEach(async () => {
  for (const { child } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended(child);
  }
});

/** @returns what became of the write of the leader that was paused */
async function pauseInTheMiddle(plan: object): Promise<{
  readonly oldTerm: number;
  readonly newTerm: number;
  readonly outcome: Line;
}> {
  const paused = launch(plan);
  const { term: oldTerm = 0 } = await paused.heard('leading');
  paused.say('write');
  await paused.heard('written');
  const other = launch(plan);
  paused.say('pause-and-write');
  const { term: newTerm = 0 } = await other.heard('leading');
  other.say('write');
  await other.heard('written');
  paused.child.kill('SIGCONT');
  const outcome = await eventually('the outcome of the write', () =>
    paused.lines.filter(({ kind }) => kind === 'written' || kind === 'refused').at(1),
  );
  await paused.heard('stepping-down');
  return { oldTerm, newTerm, outcome };
}

describe('processes with a lease on a file', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ninefold-crash-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('follow each other when the leader is killed, under higher terms', async () => {
    const plan = { lease: { directory }, resource: {}, fenced: true };
    let leader = launch(plan);
    let { term = 0 } = await leader.heard('leading');
    launch(plan);
    launch(plan);
    for (let round = 0; round < 2; round++) {
      leader.child.kill('SIGKILL');
      [leader, term] = await eventually('another leader, under a higher term', () => {
        for (const process of running) {
          const line = process.lines.find(({ kind }) => kind === 'leading');
          if (line?.term !== undefined && line.term > term) return [process, line.term] as const;
        }
        return undefined;
      });
    }
  });
});

describe.skipIf(!hasPostgres)('a paused leader that writes to PostgreSQL', () => {
  let postgres: Postgres;
  let directory: string;
  let kubernetes: LeaseApiServer;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ninefold-paused-'));
    kubernetes = await startLeaseApiServer();
    postgres = await startPostgres();
    const pool = postgres.pool();
    await createLeaseTable(pool);
    await pool.query(createFenceTable);
    await pool.query('CREATE TABLE journal (id serial PRIMARY KEY, term bigint, author text)');
  });
  afterEach(async () => {
    await postgres.pool().query('TRUNCATE journal, ninefold_fence, ninefold_lease');
    rmSync(join(directory, 'lease'), { recursive: true, force: true });
  });
  afterAll(async () => {
    await kubernetes.close();
    await postgres.close();
    rmSync(directory, { recursive: true });
  });

  const journal = async (): Promise<number[]> => {
    const { rows } = await postgres
      .pool()
      .query<{ term: string }>('SELECT term FROM journal ORDER BY id');
    return rows.map(({ term }) => Number(term));
  };
  const database = (): object => ({ ...postgres.config, database: 'postgres' });
  const leases = [
    { kind: 'a file', lease: (): object => ({ directory: join(directory, 'lease') }) },
    { kind: 'PostgreSQL', lease: (): object => ({ postgres: database() }) },
    {
      kind: 'Kubernetes',
      lease: (): object => ({ kubernetes: { url: kubernetes.url, token: kubernetes.token } }),
    },
  ];

  it.each(leases)('is refused by the fence, with a lease on $kind', async ({ lease }) => {
    const plan = { lease: lease(), resource: { postgres: database() }, fenced: true };
    const { oldTerm, newTerm, outcome } = await pauseInTheMiddle(plan);
    expect(newTerm).toBeGreaterThan(oldTerm);
    expect(outcome).toMatchObject({ kind: 'refused', term: oldTerm, code: 'STALE_TERM' });
    expect(await journal()).toEqual([oldTerm, newTerm]);
  });

  it.each(leases)('gets through without a fence, with a lease on $kind', async ({ lease }) => {
    const plan = { lease: lease(), resource: { postgres: database() }, fenced: false };
    const { oldTerm, newTerm, outcome } = await pauseInTheMiddle(plan);
    expect(outcome).toMatchObject({ kind: 'written', term: oldTerm });
    expect(await journal()).toEqual([oldTerm, newTerm, oldTerm]);
  });
});

describe.skipIf(!hasEtcd)('a paused leader that writes to etcd', () => {
  let etcd: Etcd;
  beforeAll(async () => {
    etcd = await startEtcd(1);
  });
  afterAll(() => etcd.close());

  /** The term of the last writer. */
  const journal = async (): Promise<number> => {
    const answer = await etcdGateway(etcd).withMember(never, (member) =>
      member.call('/v3/kv/range', { key: btoa('journal') }),
    );
    const value = field(answer, 'kvs', 0, 'value');
    return typeof value === 'string' ? Number(atob(value).split(' ')[0]) : 0;
  };
  const plan = (fenced: boolean): object => ({
    lease: { etcd: etcd.endpoints },
    resource: { etcd: etcd.endpoints },
    fenced,
  });

  it('is refused by the fence', async () => {
    const { oldTerm, newTerm, outcome } = await pauseInTheMiddle(plan(true));
    expect(newTerm).toBeGreaterThan(oldTerm);
    expect(outcome).toMatchObject({ kind: 'refused', term: oldTerm, code: 'STALE_TERM' });
    expect(await journal()).toBe(newTerm);
  });

  it('gets through without a fence', async () => {
    const { oldTerm, outcome } = await pauseInTheMiddle(plan(false));
    expect(outcome).toMatchObject({ kind: 'written', term: oldTerm });
    expect(await journal()).toBe(oldTerm);
  });
});
