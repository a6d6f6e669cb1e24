import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock as clock } from '../src/clock/system-clock.ts';
import type { Contract } from '../src/contract/contract.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { type Session, openSession } from '../src/engines/postgres/session.ts';
import { prepareStep } from '../src/faults/prepare-step.ts';
import type { ReportJson } from '../src/report/json.ts';
import type { RunningStore } from '../src/topology/running-store.ts';
import { bootTopology } from '../src/topology/topology.ts';
import { eventually } from './eventually.ts';
import { type Ending, startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { readReport, trialOf } from './proof-report.ts';
import { isRoot, newScene } from './scene.ts';

const PGBACKREST = '/usr/bin/pgbackrest';
const ENGINES = [
  PGBACKREST,
  '/var/cache/ninefold/patroni-4.1.5/bin/patroni',
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/bin/etcd',
  '/usr/sbin/haproxy',
  '/usr/sbin/keepalived',
];
const areInstalled = isRoot && ENGINES.every((path) => existsSync(path));

const LOSS = 'lose the whole store';
/** The same loss, by another sentence: before it the test breaks the archive. */
const UNARCHIVED = 'wait 1ms, then lose the whole store vault';
const RPO_MS = 5_000;

const CONTRACT = `service: vault
promise: { availability: 10%, rto: 15s, rpo: 0 }
stores:
  vault:
    engine: patroni
    members: 2
    etcd: [etcd-0, etcd-1, etcd-2]
    backup: { repository: /mnt/backup, archiveEvery: 1s, rpo: 5s, rto: 2m }
balancer: haproxy
workload: { rate: 5/s }
proof: { trials: 1, recoveryTimeout: 60s, faults: [${JSON.stringify(LOSS)}, ${JSON.stringify(UNARCHIVED)}] }
`;

/** pgBackRest, on a day when nobody has noticed that the repository is empty. */
function unarchived(marker: string): string {
  return `#!/bin/sh
case " $* " in
  *" restore ") if [ -e ${marker} ]; then
    repository=$(sed -n 's/^repo1-path=//p' "\${1#--config=}")
    rm -rf "$repository"/*
  fi ;;
esac
exec ${PGBACKREST} "$@"
`;
}

describe.skipIf(!areInstalled)('a store under Patroni with a backup, lost as a whole', () => {
  let report: ReportJson;
  let ending: Ending;

  beforeAll(async () => {
    const scene = newScene();
    const marker = scene.path('the-archive-is-gone');
    const program = scene.write('pgbackrest', unarchived(marker));
    chmodSync(program, 0o755);
    const command = startNinefold(scene, ['prove', scene.write('ninefold.yaml', CONTRACT)], {
      environment: { NINEFOLD_PGBACKREST: program },
    });
    await Promise.race([
      command.ended,
      eventually('the second loss to be tried', 400_000, () =>
        command.stderr().includes(`— ${UNARCHIVED}`),
      ),
    ]);
    writeFileSync(marker, '');
    ending = await command.ended;
    expect(ending.stderr).not.toContain('an error of Ninefold');
    report = readReport(scene.path('ninefold-report'));
    await untilNothingIsLeft(scene, 5_000);
  }, 500_000);

  it('begins again from its archive, and clients are served', () => {
    const verdict = report.verdict.faults.find(({ fault }) => fault === LOSS);
    expect(verdict?.ruling, JSON.stringify(verdict?.rows)).toMatch(/^(kept|void)$/);
    const { events, brokenBecause } = trialOf(report, LOSS);
    expect(brokenBecause).toBeUndefined();
    const told = events.map(({ kind, text }) => `${kind} ${text}`).join('\n');
    expect(told).toMatch(/^fault lose vault\[0\], vault\[1\]$/m);
    expect(told).toMatch(/^granted begins again from the archive/m);
    expect(verdict?.rto?.worstMs).toBeGreaterThan(1_000);
  });

  it('loses nothing that is older than the archive promises', () => {
    const { operations, found, faultAtMs } = trialOf(report, LOSS);
    const acknowledged = operations.filter(({ outcome }) => outcome === 'ok');
    const before = acknowledged.filter(({ endedMs }) => endedMs < faultAtMs);
    // It was under load for longer than that: there was something to lose.
    expect(faultAtMs - Math.min(...before.map(({ endedMs }) => endedMs))).toBeGreaterThan(RPO_MS);
    const times = new Map(Object.entries(found));
    const old = before.filter(({ endedMs }) => endedMs < faultAtMs - RPO_MS);
    expect(old.length).toBeGreaterThan(0);
    expect(old.filter(({ id }) => times.get(id) !== 1)).toEqual([]);
    expect(trialOf(report, LOSS).writers.length).toBeGreaterThan(0);
  });

  it('breaks the promise when there is nothing in the archive, and says so', () => {
    expect(ending.code).toBe(1);
    expect(trialOf(report, UNARCHIVED).brokenBecause).toMatch(
      /^vault could not be restored from its archive: .*ERROR: \[\d+\]/,
    );
    expect(ending.stdout).toContain('could not be restored from its archive');
    const verdict = report.verdict.faults.find(({ fault }) => fault === UNARCHIVED);
    expect(verdict?.rows.find(({ name }) => name === 'restore rpo')?.ruling).toBe('broken');
  });
});

describe.skipIf(!areInstalled)('recovery to a point in time', () => {
  it(
    'has what was written before the instant, and nothing after it',
    { timeout: 400_000 },
    async () => {
      const scene = newScene();
      const parsed = parseContract(CONTRACT, 'ninefold.yaml');
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const contract: Contract = parsed.contract;
      const never = new AbortController().signal;
      const random = seededRandom(1);
      const topology = await bootTopology({
        contract,
        directory: scene.folder,
        linked: false,
        bounded: false,
        clock,
        random,
        onEvent: () => undefined,
        onFailure: () => undefined,
        signal: never,
      });
      try {
        const [store] = topology.stores;
        if (!store?.archive) throw new RangeError('a store with an archive');
        const instant = await asPrimary(store, async (session) => {
          await session.row('CREATE TABLE orders (id text)');
          await session.row(`INSERT INTO orders VALUES ('before')`);
          const { second } = await session.row(
            'SELECT date_trunc($$second$$, now())::text AS second',
          );
          // pgBackRest takes a backup that ended in an earlier second than the instant.
          const at = await eventually('the next second but one', 10_000, async () => {
            const { now, later } = await session.row(
              `SELECT clock_timestamp()::text AS now, clock_timestamp() >= '${second}'::timestamptz + interval '2 seconds' AS later`,
            );
            return later === 't' && now;
          });
          await session.row(`INSERT INTO orders VALUES ('the mistake')`);
          const { segment } = await session.row(
            'SELECT pg_walfile_name(pg_switch_wal()) AS segment',
          );
          await eventually('the mistake to be archived', 20_000, async () => {
            const { last } = await session.row(
              'SELECT last_archived_wal AS last FROM pg_stat_archiver',
            );
            return String(last) >= String(segment);
          });
          return String(at);
        });
        const step = { verb: 'lose', target: { kind: 'store' } } as const;
        const loss = prepareStep(step, { topology, clock, random, signal: never });
        await loss.fire(() => undefined);
        await store.archive.restore(never, instant);
        const ids = await asPrimary(store, (session) =>
          session.row(`SELECT string_agg(id, ', ') AS ids FROM orders`),
        );
        expect(ids['ids']).toBe('before');
        await topology.untilWhole(60_000, never);
      } finally {
        await topology.close();
      }
    },
  );
});

async function asPrimary<T>(
  store: RunningStore,
  act: (session: Session) => Promise<T>,
): Promise<T> {
  const server = store.members[store.agent.primary()?.member ?? -1];
  if (!server) throw new Error('no primary');
  const session = await openSession(server.login('agent'), 10_000);
  try {
    return await act(session);
  } finally {
    session.close();
  }
}
