import { signalProcess } from '../../supervisor/end-processes.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { MemberProcess } from '../../supervisor/member-process.ts';
import { runs } from '../../supervisor/process-table.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { MemberKind, TopologyMember } from '../member.ts';
import type { HostsNetwork } from './hosts-network.ts';
import type { Watchdog } from './watchdog.ts';

/** How long what runs on a host may take to end when it is asked to (ms). */
const STOP_WITHIN_MS = 30_000;

export interface MachineOptions {
  readonly kind: MemberKind;
  readonly host: Host;
  readonly network: HostsNetwork;
  /** What runs on it; the first is what the machine is for, and is asked to stop. */
  readonly programs: readonly [RestartingMember, ...RestartingMember[]];
  /** Processes that faults may mean on their own, by the word they are called in a fault. */
  readonly parts?: Readonly<Record<string, MachinePart>>;
  /** An address that must not be there when the machine starts again. */
  readonly virtualAddress?: string;
  /** It loses its power with the host. */
  readonly watchdog?: Pick<Watchdog, 'disarm'>;
  readonly stopWithinMs?: number;
  readonly isActive?: () => boolean;
}

/** One of the programs; or those processes of the first one that run another, by its real path. */
export type MachinePart = RestartingMember | { readonly executable: string };

/**
 * A host with all that runs on it as one member: killed, everything on it is and it stays down;
 * frozen, its network is silent too, as a virtual machine's is that is paused.
 */
export function machine(options: MachineOptions): TopologyMember {
  const { host, network, programs, parts = {} } = options;
  const { name } = host;
  const alive = (): MemberProcess[] =>
    programs
      .map((one) => one.process)
      .filter((one) => one !== undefined)
      .filter((one) => !one.hasExited());
  return {
    name,
    kind: options.kind,
    region: 'local',
    isMachine: true,
    stopWithinMs: options.stopWithinMs ?? STOP_WITHIN_MS,
    process() {
      const first = programs[0].process;
      if (!first) return undefined;
      return {
        ...first,
        pids: () => alive().flatMap((one) => one.pids()),
        freeze: () => {
          network.setConnected(name, false);
          for (const one of alive()) one.freeze();
        },
        thaw: () => {
          network.setConnected(name, true);
          for (const one of alive()) one.thaw();
        },
      };
    },
    part(word) {
      const part = parts[word];
      if (part === undefined) return undefined;
      if (!('executable' in part)) return part.process;
      const whole = programs[0].process;
      return whole ? processesRunning(whole, part.executable) : undefined;
    },
    requestStop: () => programs[0].process?.signal('SIGTERM'),
    hold: () => {
      for (const one of programs) one.hold();
      options.watchdog?.disarm();
      network.setConnected(name, false);
    },
    release: () => {
      if (options.virtualAddress !== undefined) host.drop(options.virtualAddress);
      // What was killed may have fed it after it lost its power.
      options.watchdog?.disarm();
      network.setConnected(name, true);
      for (const one of programs) one.release();
    },
    ...(options.isActive ? { isActive: options.isActive } : {}),
  };
}

/** Of a member's processes, those that run the program. */
function processesRunning(whole: MemberProcess, executable: string): MemberProcess {
  const pids = (): number[] => whole.pids().filter((pid) => runs(pid, executable));
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const pid of pids()) signalProcess(pid, signal);
  };
  return {
    ...whole,
    pids,
    hasExited: () => pids().length === 0,
    signal: signalAll,
    freeze: () => {
      signalAll('SIGSTOP');
    },
    thaw: () => {
      signalAll('SIGCONT');
    },
  };
}
