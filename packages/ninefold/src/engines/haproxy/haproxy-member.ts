import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { askHaproxy } from './runtime-api.ts';

const LISTEN_WITHIN_MS = 10_000;

export interface HaproxyMemberOptions {
  /** Such as `balancer[0]`. */
  readonly name: string;
  /** Its host's. */
  readonly start: Supervisor['start'];
  readonly program: string;
  /** Its name among its peers. */
  readonly peerName: string;
  /** Absolute. */
  readonly configFile: string;
  readonly directory: string;
  readonly statsSocket: string;
  readonly as?: { readonly uid: number; readonly gid: number };
  readonly clock: Clock;
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  readonly onFailed: (error: unknown) => void;
}

/** One HAProxy, started again whenever it ends; ready when its runtime API answers. */
export function createHaproxyMember(options: HaproxyMemberOptions): RestartingMember {
  const { name, clock } = options;
  return createRestartingMember({
    name,
    clock,
    start: () =>
      options.start({
        member: name,
        file: options.program,
        // -db: in the foreground, whatever the configuration says.
        args: ['-db', '-f', options.configFile, '-L', options.peerName],
        cwd: options.directory,
        environment: {},
        ...(options.as ? { as: options.as } : {}),
      }),
    ready: async (_, signal) => {
      await until(
        `${name} to answer`,
        () =>
          askHaproxy(options.statsSocket, 'show info').then(
            () => true,
            () => false,
          ),
        { clock, withinMs: LISTEN_WITHIN_MS, everyMs: 10, signal },
      );
    },
    onStarted: options.onStarted,
    onReady: options.onReady,
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
}
