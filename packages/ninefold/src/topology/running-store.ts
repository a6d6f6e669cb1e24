import { join } from 'node:path';

import type { Clock } from '../clock/clock.ts';
import type { StoreSpec } from '../contract/contract.ts';
import { cacheDirectory, removeStaleDrafts } from '../engines/postgres/cache-directory.ts';
import { operatingUser } from '../engines/postgres/operating-user.ts';
import { PostgresMember } from '../engines/postgres/postgres-member.ts';
import type { Login } from '../engines/postgres/session.ts';
import { locatePrograms } from '../engines/postgres/programs.ts';
import type { StoreSettings } from '../engines/postgres/settings.ts';
import { primedTemplate } from '../engines/postgres/template.ts';
import { createFailoverAgent } from '../failover/agent.ts';
import { type MemberIndex, failoverConfig } from '../failover/decide/config.ts';
import { leaseFile } from '../failover/lease-file.ts';
import type { StoreDoor, StoreMember } from '../failover/store-port.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { MemberProcess } from '../supervisor/member-process.ts';
import type { Ports } from '../supervisor/ports.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { Network } from './network.ts';
import { settleAll } from './settle-all.ts';
import { agentAddress, postgresStoreMember } from './postgres-store-member.ts';

/** A store whose servers run, and are failed over by `agent`. */
export interface RunningStore {
  readonly spec: StoreSpec;
  readonly members: readonly StoreServer[];
  readonly agent: StoreAgent;
  /** Where it begins again from when all its members are lost; absent: it has no backup. */
  readonly archive?: StoreArchive;
  /** PostgreSQL's version, for the report. */
  readonly engineVersion: string;
  close(): void;
}

/** One server of a store, whoever fails it over. */
export interface StoreServer {
  readonly name: string;
  readonly index: MemberIndex;
  readonly process: MemberProcess | undefined;
  /** The file system of its own that its data lie on, if it has one. */
  readonly boundedDirectory: string | undefined;
  /** How to reach it past every link that a fault may break. */
  login(role: 'agent' | 'app'): Login;
}

/** Who decides which member is primary: Ninefold's own agent, or Patroni. */
export interface StoreAgent {
  /** Asks for a planned change of the primary; it is under way, or done, when this resolves. */
  switchover(): void | Promise<void>;
  /** The primary and its term, when there is one. */
  primary(): { readonly member: MemberIndex; readonly term: number } | undefined;
  /** While held a member is not started again when it ends. */
  hold(member: MemberIndex): void;
  release(member: MemberIndex): void;
  /** Restarts a member's server as an operator does; absent where nobody offers that. */
  restart?(member: MemberIndex): Promise<void>;
  /** A primary serves its clients, and every other member follows it. */
  isWhole(): boolean;
}

/** How long a restore, of the little data that a proof writes, may take (ms). */
export const RESTORE_WITHIN_MS = 600_000;

/** The archive of a store: backups and what was written since, on no disk of its members. */
export interface StoreArchive {
  /**
   * Takes the backup that is due, as the schedule does.
   *
   * @throws EnvironmentError with what the backup said when it fails
   */
  backUp(signal: AbortSignal): Promise<void>;
  /** Removes the data of every member: when all of them are killed and held. */
  removeData(): Promise<void>;
  /**
   * Begins the lost store again, and lets its members go: the primary serves when it resolves, the
   * others copy from it.
   *
   * @param to the instant to restore, as PostgreSQL writes it; absent: the newest
   * @throws RestoreError with what the restore said when it fails, or takes too long
   */
  restore(signal: AbortSignal, to?: string): Promise<void>;
}

export interface StoreSurroundings {
  readonly supervisor: Supervisor;
  readonly network: Network;
  readonly clock: Clock;
  readonly ports: Ports;
  /** Each member's data lie on a file system of this size; absent: on the machine's. */
  readonly boundBytes?: number;
  readonly onEvent: (event: TopologyEvent) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The servers of a store that run, with nobody yet to fail them over. */
export interface StoreServers {
  readonly spec: StoreSpec;
  readonly members: readonly PostgresMember[];
  readonly engineVersion: string;
}

/**
 * Starts the servers of a store: the first as primary, the others streaming from it.
 *
 * @throws EnvironmentError when one can't start
 */
export async function startServers(
  spec: StoreSpec,
  surroundings: StoreSurroundings,
  signal: AbortSignal,
): Promise<StoreServers> {
  const { supervisor, network, clock, ports } = surroundings;
  const settings: StoreSettings = {
    database: spec.name,
    members: spec.members,
    synchronous: spec.replication === 'synchronous',
  };
  const user = operatingUser();
  const cache = cacheDirectory();
  removeStaleDrafts(cache, clock.wallMs());
  const programs = locatePrograms(cache);
  const template = await primedTemplate(cache, programs, user, settings);
  signal.throwIfAborted();
  const members: PostgresMember[] = [];
  for (let index = 0; index < spec.members; index++) {
    const port = await ports.next();
    const reachAt = await agentAddress(network, {
      name: `${spec.name}[${index}]`,
      host: '127.0.0.1',
      port,
    });
    members.push(
      new PostgresMember({
        store: spec.name,
        index,
        port,
        reachAt,
        ...(surroundings.boundBytes === undefined ? {} : { boundBytes: surroundings.boundBytes }),
        settings,
        template,
        programs,
        user,
        supervisor,
        clock,
      }),
    );
  }
  await settleAll(members.map((member) => member.create()));
  signal.throwIfAborted();
  const [primary] = members;
  if (!primary) throw new RangeError('a store has a member');
  await settleAll(
    members.map(async (member) => {
      if (member === primary) await member.start({ role: 'primary' });
      else {
        const upstream = await network.connect(member.name, primary.name, primary);
        await member.start({ role: 'standby', upstream });
      }
      await member.ready(signal);
    }),
  );
  return { spec, members, engineVersion: programs.version };
}

/** Puts the failover agent over servers that run; it adopts the primary and routes the doors. */
export function failOver(
  servers: StoreServers,
  doors: readonly StoreDoor[],
  surroundings: StoreSurroundings,
): RunningStore {
  const { supervisor, network, clock, onEvent, onFailure } = surroundings;
  const { spec, members, engineVersion } = servers;
  const config = failoverConfig({
    members: spec.members,
    doors: doors.length,
    synchronousStandbys: spec.replication === 'synchronous' ? 1 : 0,
    heartbeatMs: spec.failover.heartbeatMs,
    deadlineMs: spec.failover.deadlineMs,
  });
  const storeMembers: StoreMember[] = members.map((member) =>
    postgresStoreMember(member, members, {
      network,
      clock,
      config,
      onStarted: () => {
        onEvent({
          atMs: clock.monotonicMs(),
          kind: 'started',
          member: member.name,
          text: 'PostgreSQL started',
        });
      },
    }),
  );
  const agent = createFailoverAgent({
    store: spec.name,
    config,
    members: storeMembers,
    doors,
    lease: leaseFile(join(supervisor.runDirectory, `${spec.name}.lease.json`)),
    clock,
    onEvent,
    onFailure,
    onGrant: (member, term) => {
      onEvent({
        atMs: clock.monotonicMs(),
        kind: 'granted',
        member: members[member]?.name ?? spec.name,
        term,
        text: `granted term ${term}`,
      });
    },
  });
  agent.start();
  return {
    spec,
    members,
    agent,
    engineVersion,
    close() {
      agent.close();
      for (const member of members) member.closeSession();
    },
  };
}
