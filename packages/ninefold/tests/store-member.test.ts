import { afterAll, beforeAll, expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock as clock } from '../src/clock/system-clock.ts';
import { until } from '../src/clock/until.ts';
import { openSession } from '../src/engines/postgres/session.ts';
import { type PostgresMember, parseLsn } from '../src/engines/postgres/postgres-member.ts';
import { failoverConfig } from '../src/failover/decide/config.ts';
import type { StoreMember } from '../src/failover/store-port.ts';
import { type Ports, openPorts } from '../src/supervisor/ports.ts';
import { type Supervisor, openSupervisor } from '../src/supervisor/supervisor.ts';
import { type Network, createNetwork } from '../src/topology/network.ts';
import { postgresStoreMember } from '../src/topology/postgres-store-member.ts';
import { startServers } from '../src/topology/running-store.ts';

/*
 * Real servers, commanded as the failover agent commands them, without the agent: what must hold
 * of a member whatever order the commands come in.
 */
const spec = {
  name: 'orders',
  engine: 'postgres',
  members: 3,
  replication: 'synchronous',
  failover: { heartbeatMs: 100, deadlineMs: 300 },
} as const;
const never = new AbortController().signal;
let supervisor: Supervisor;
let network: Network;
let ports: Ports;
let servers: readonly PostgresMember[];
let members: StoreMember[];

beforeAll(async () => {
  supervisor = await openSupervisor(clock);
  network = createNetwork(true, clock, seededRandom(1));
  ports = openPorts();
  const surroundings = {
    supervisor,
    network,
    clock,
    ports,
    onEvent: () => undefined,
    onFailure: () => undefined,
  };
  ({ members: servers } = await startServers(spec, surroundings, never));
  const config = failoverConfig({ members: 3, ...spec.failover });
  members = servers.map((server) =>
    postgresStoreMember(server, servers, { network, clock, config, onStarted: () => undefined }),
  );
});

afterAll(async () => {
  for (const server of servers) server.closeSession();
  await network.close();
  await ports.close();
  await supervisor.close();
});

function serverAt(index: number): PostgresMember {
  const server = servers[index];
  if (!server) throw new RangeError(`no server ${index}`);
  return server;
}

function memberAt(index: number): StoreMember {
  const member = members[index];
  if (!member) throw new RangeError(`no member ${index}`);
  return member;
}

/** Runs a statement on a member and gives its first row. */
async function ask(index: number, statement: string): Promise<Record<string, string | null>> {
  const session = await openSession(serverAt(index).login('agent'), 5_000);
  try {
    return { ...(await session.row(statement)) };
  } finally {
    session.close();
  }
}

it('stays ended when a fence overtakes its start as primary', async () => {
  await serverAt(2).kill();
  const overtaken = new AbortController();
  const starting = memberAt(2).restartAsPrimary(2, overtaken.signal);
  overtaken.abort(new Error('fence under term 3 took over'));
  await memberAt(2).fence();
  await expect(starting).rejects.toThrow();
  expect(serverAt(2).process?.pids()).toEqual([]);
  expect(await serverAt(2).acceptsConnections(500)).toBe(false);
});

it('stays ended when a fence overtakes its rebuild', async () => {
  const overtaken = new AbortController();
  const rebuilding = memberAt(2).rejoin(0, overtaken.signal);
  // The copy is under way once the slot for it is asked for on the primary.
  await until(
    'the copy to begin',
    async () => {
      const { count } = await ask(
        0,
        "SELECT count(*) FROM pg_stat_replication WHERE state = 'backup'",
      );
      return count !== '0';
    },
    { clock, withinMs: 10_000, everyMs: 1 },
  );
  overtaken.abort(new Error('fence under term 3 took over'));
  await memberAt(2).fence();
  await expect(rebuilding).rejects.toThrow();
  expect(serverAt(2).process?.pids()).toEqual([]);
});

it('follows again after that, rebuilt from the primary', async () => {
  await memberAt(2).rejoin(0, never);
  expect(await memberAt(2).probe()).toEqual({ role: 'standby', following: 0 });
});

it('is copied over the link that a partition cuts', async () => {
  const mend = network.breakEdges(
    (from, to) => from === serverAt(2).name && to === serverAt(0).name,
    {
      kind: 'partition',
    },
  );
  const cut = new AbortController();
  const rebuilding = memberAt(2).rejoin(0, cut.signal);
  await until('the old server to end', () => serverAt(2).process?.hasExited() ?? false, {
    clock,
    withinMs: 5_000,
  });
  expect(await ask(0, "SELECT count(*) FROM pg_stat_replication WHERE state = 'backup'")).toEqual({
    count: '0',
  });
  mend?.();
  await rebuilding;
  expect(await memberAt(2).probe()).toEqual({ role: 'standby', following: 0 });
});

it('gives a standby whose slot lost its log another one', async () => {
  await serverAt(2).kill();
  // What a long absence does, at once: the slot may hold back next to nothing.
  await ask(0, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
  await ask(0, 'SELECT pg_reload_conf()');
  await until(
    'the slot to lose its log',
    async () => {
      await ask(0, "SELECT pg_logical_emit_message(false, 'filler', repeat('x', 3000000))");
      await ask(0, 'SELECT pg_switch_wal()');
      await ask(0, 'CHECKPOINT');
      const { status } = await ask(
        0,
        "SELECT wal_status AS status FROM pg_replication_slots WHERE slot_name = 'member_2'",
      );
      return status === 'lost';
    },
    { clock, withinMs: 20_000 },
  );
  await ask(0, 'ALTER SYSTEM RESET max_slot_wal_keep_size');
  await ask(0, 'SELECT pg_reload_conf()');
  await memberAt(2).rejoin(0, never);
  expect(await memberAt(2).probe()).toEqual({ role: 'standby', following: 0 });
});

it('tells all that its primary saw it flush', async () => {
  await ask(0, "SELECT pg_logical_emit_message(true, 'mark', repeat('x', 1000000))");
  const { lsn } = await ask(
    0,
    "SELECT flush_lsn::text AS lsn FROM pg_stat_replication WHERE application_name = 'member_1'",
  );
  const { receivedLsn } = await memberAt(1).readPosition(never);
  expect(receivedLsn).toBeGreaterThanOrEqual(parseLsn(lsn ?? ''));
});
