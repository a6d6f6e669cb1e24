import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import type { MemberExit, MemberProcess } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { balancerEntry } from './entry.ts';
import type { BalancerConfig, BalancerEvent, BalancerMessage } from './message.ts';

const LISTEN_TIMEOUT_MS = 10_000;

export interface BalancerMemberOptions {
  readonly name: string;
  readonly supervisor: Supervisor;
  readonly clock: Clock;
  /** What to start with, asked anew at each start; ports are fixed, so that clients find it again. */
  readonly config: () => BalancerConfig;
  readonly onEvent: (event: BalancerEvent) => void;
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  /** A restart did not succeed; it is tried again. */
  readonly onFailed: (error: unknown) => void;
}

/** The balancer's process as a member that is started again whenever it ends. */
export interface BalancerMember {
  readonly member: RestartingMember;
  /** Lost when no process runs: it learns all it needs at its next start. */
  send(message: BalancerMessage): void;
}

export function createBalancerMember(options: BalancerMemberOptions): BalancerMember {
  const { name, supervisor, clock } = options;
  let running: MemberProcess | undefined;
  const send = (message: BalancerMessage): void => {
    const child = running?.child;
    if (child?.connected) child.send(message, () => undefined);
  };
  const member = createRestartingMember({
    name,
    clock,
    start: async () => {
      const process = await supervisor.start({
        member: name,
        file: globalThis.process.execPath,
        args: ['--max-semi-space-size=2', balancerEntry()],
        cwd: supervisor.runDirectory,
        environment: {},
        ipc: true,
      });
      running = process;
      return process;
    },
    ready: async (process, signal) => {
      let seen: BalancerEvent | undefined;
      process.child.on('message', (event: BalancerEvent) => {
        if (event.kind === 'listening' || event.kind === 'failed') seen = event;
        options.onEvent(event);
      });
      process.child.send({ kind: 'start', config: options.config() } satisfies BalancerMessage);
      const event = await until(`${name} to listen`, () => seen, {
        clock,
        withinMs: LISTEN_TIMEOUT_MS,
        everyMs: 2,
        signal,
      });
      if (event.kind === 'failed')
        throw new EnvironmentError(`${name} can't listen: ${event.text}`);
    },
    onStarted: options.onStarted,
    onReady: options.onReady,
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
  return { member, send };
}
