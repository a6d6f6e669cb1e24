import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import { until } from '../clock/until.ts';
import type { FaultStep } from '../contract/contract.ts';
import { EnvironmentError, UnsupportedError } from '../ports/errors.ts';
import { endProcesses, signalProcess } from '../supervisor/end-processes.ts';
import type { MemberProcess } from '../supervisor/member-process.ts';
import type { TopologyMember } from '../topology/member.ts';
import type { Network } from '../topology/network.ts';
import type { RunningStore } from '../topology/running-store.ts';
import type { Topology } from '../topology/topology.ts';
import { fillDirectory } from './fill.ts';
import type { LinkFault } from './link/link-fault.ts';
import { restartStoreOneByOne } from './rolling-restart-store.ts';
import { restartOneByOne } from './rolling-restart.ts';
import { membersOf, sidesOf, storeOf } from './targets.ts';

/** How long a member may take to end when it is asked to. */
const STOP_WITHIN_MS = 30_000;
/** How long a process may take to end after SIGKILL. */
const DIE_WITHIN_MS = 5_000;

/** A step that is ready: what can be looked up was, so that firing takes no time of the fault. */
export interface PreparedStep {
  /** Who it breaks; for the timeline. */
  readonly members: readonly string[];
  /**
   * Injects it; resolves when it is in force.
   *
   * @param onStep told just before each part of a step that goes on, such as a rolling restart
   */
  fire(onStep: () => void): Promise<void>;
  /** After so long it is healed (ms); absent: it heals by itself, or the topology heals it. */
  readonly healAfterMs?: number;
  /** What people do to bring back what it broke: begun when it is in force, and part of the fault. */
  recover?(): Promise<void>;
  /** What it breaks stays broken until it is healed, at the end of the trial. */
  readonly staysDown?: boolean;
  /** Undoes it. Safe to call twice, and when it was never fired. */
  heal(): Promise<void>;
}

export interface InjectionSurroundings {
  readonly topology: Topology;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** @throws EnvironmentError when there is nothing to break; UnsupportedError when it can't be here */
export function prepareStep(
  step: Exclude<FaultStep, { verb: 'wait' }>,
  surroundings: InjectionSurroundings,
): PreparedStep {
  const { topology, clock, random, signal } = surroundings;
  switch (step.verb) {
    case 'rolling-restart': {
      if (step.target.kind === 'store') {
        const store = storeOf(topology, step.target.store);
        return {
          members: store.members.map(({ name }) => name),
          fire: (onStep) => restartStoreOneByOne(store, clock, signal, onStep),
          heal: doNothing,
        };
      }
      return {
        members: topology.members.filter(({ kind }) => kind === 'app').map(({ name }) => name),
        fire: (onStep) => restartOneByOne(topology, clock, signal, onStep),
        heal: doNothing,
      };
    }
    case 'switchover': {
      const { agent, members } = storeOf(topology, step.target.store);
      const primary = members[agent.primary()?.member ?? -1];
      if (!primary) throw new EnvironmentError('there is no primary to hand over from');
      return {
        members: [primary.name],
        fire: async () => {
          await agent.switchover();
        },
        heal: doNothing,
      };
    }
    case 'lose':
      return loseStore(storeOf(topology, step.target.store), surroundings);
    default: {
      const members = membersOf(step.target, topology, random);
      return {
        members: members.map(({ name }) => name),
        ...breakMembers(step, members, surroundings),
      };
    }
  }
}

type MemberStep = Extract<FaultStep, { forMs?: number; target: unknown }> &
  Exclude<FaultStep, { verb: 'wait' | 'rolling-restart' | 'switchover' | 'lose' }>;

function breakMembers(
  step: MemberStep,
  members: readonly TopologyMember[],
  { topology, clock, signal }: InjectionSurroundings,
): Omit<PreparedStep, 'members'> {
  const part = 'part' in step.target ? step.target.part : undefined;
  const processes = members.map((member) => {
    // Where a server has no parts it is all there is.
    const process = (part ? member.part?.(part) : undefined) ?? member.process();
    // A fault of what is down already would change nothing, and pass for one that nobody noticed.
    if (!process || process.hasExited())
      throw new EnvironmentError(`${member.name} is not running`);
    return process;
  });
  const inner = step.target.kind === 'store' && step.target.role === 'replication';
  switch (step.verb) {
    case 'kill':
      return kill(
        members,
        processes,
        step.target.kind === 'region' ||
          (part === undefined && members.some(({ isMachine }) => isMachine)),
        topology.network,
        clock,
      );
    case 'freeze':
      return freeze(processes, topology.network, step.forMs);
    case 'stop':
      return {
        fire: async () => {
          for (const member of members) member.requestStop();
          await until('the member to stop', () => processes.every((one) => one.hasExited()), {
            clock,
            withinMs: STOP_WITHIN_MS,
            everyMs: 2,
            signal,
          });
        },
        heal: doNothing,
      };
    case 'fill':
      return { ...fillDirectory(topology, members), healAfterMs: step.forMs };
    case 'partition': {
      const others = step.from && sidesOf(step.from, topology, step.target);
      return breakLinks(topology, members, inner, { kind: 'partition' }, step.forMs, others);
    }
    case 'reset':
      return breakLinks(topology, members, inner, { kind: 'reset' }, step.forMs);
    case 'delay':
      return breakLinks(topology, members, inner, { kind: 'delay', byMs: step.byMs }, step.forMs);
    case 'drop':
      return breakLinks(topology, members, inner, { kind: 'drop', ratio: step.ratio }, step.forMs);
    case 'throttle':
      return breakLinks(
        topology,
        members,
        inner,
        { kind: 'throttle', bytesPerSecond: step.bytesPerSecond },
        step.forMs,
      );
  }
}

/**
 * A region, or a machine, that is lost stays lost until the trial is over; a single process comes
 * back at once.
 */
function kill(
  members: readonly TopologyMember[],
  processes: readonly MemberProcess[],
  staysDown: boolean,
  network: Network,
  clock: Clock,
): Omit<PreparedStep, 'members'> {
  const pids = processes.flatMap((process) => process.pids());
  return {
    fire: async () => {
      if (staysDown) for (const member of members) member.hold();
      // A machine without power closes no connection: its cable first.
      await network.settled();
      // No more than these: whoever mends the member may start another process of it at once.
      await endProcesses(members.map(({ name }) => name).join(', '), noneFound, {
        clock,
        withinMs: DIE_WITHIN_MS,
        known: pids,
      });
    },
    staysDown,
    heal: () => {
      if (staysDown) for (const member of members) member.release();
      return network.settled();
    },
  };
}

/** Every member at once, with what is on its disk; then the restore. */
function loseStore(
  { spec, archive, members }: RunningStore,
  { topology, clock, signal }: InjectionSurroundings,
): PreparedStep {
  if (!archive) throw new UnsupportedError(`${spec.name} has no archive to begin again from`);
  const names = members.map(({ name }) => name);
  const lost = topology.members.filter(({ name }) => names.includes(name));
  const processes = lost.flatMap((member) => member.process() ?? []);
  const { fire } = kill(lost, processes, true, topology.network, clock);
  return {
    members: names,
    fire: async (onStep) => {
      await fire(onStep);
      await archive.removeData();
    },
    recover: () => archive.restore(signal),
    heal: doNothing,
  };
}

function freeze(
  processes: readonly MemberProcess[],
  network: Network,
  forMs: number,
): Omit<PreparedStep, 'members'> {
  const pids = processes.map((process) => process.pids());
  return {
    fire: () => {
      for (const pid of pids.flat()) signalProcess(pid, 'SIGSTOP');
      // A process forked meanwhile is found now.
      for (const process of processes) process.freeze();
      return network.settled();
    },
    healAfterMs: forMs,
    heal: () => {
      for (const process of processes) process.thaw();
      return network.settled();
    },
  };
}

function breakLinks(
  topology: Topology,
  members: readonly TopologyMember[],
  inner: boolean,
  fault: LinkFault,
  forMs: number,
  /** Who is on the other side; absent: everyone. */
  others: (name: string) => boolean = () => true,
): Omit<PreparedStep, 'members'> {
  const inside = new Set(members.map(({ name }) => name));
  // Replication is the links among the members; else it is those between them and the rest.
  const matches = (from: string, to: string): boolean =>
    inner
      ? inside.has(from) && inside.has(to)
      : inside.has(from) !== inside.has(to) && others(inside.has(from) ? to : from);
  let mend: (() => void) | undefined;
  return {
    fire: async () => {
      mend = topology.network.breakEdges(matches, fault);
      if (!mend) {
        throw new EnvironmentError(`no link leads to or from ${[...inside].join(', ')}`);
      }
      await topology.network.settled();
    },
    healAfterMs: forMs,
    heal: async () => {
      mend?.();
      mend = undefined;
      await topology.network.settled();
    },
  };
}

function noneFound(): readonly number[] {
  return [];
}

function doNothing(): Promise<void> {
  return Promise.resolve();
}
