import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import { askHttp } from '../../sockets/ask-http.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';

const SERVE_WITHIN_MS = 30_000;
const ANSWER_MS = 500;

export interface EtcdMemberOptions {
  /** Such as `etcd[1]`. */
  readonly name: string;
  /** Its host's. */
  readonly start: Supervisor['start'];
  readonly program: string;
  /** Absolute. */
  readonly configFile: string;
  readonly directory: string;
  readonly address: string;
  readonly clientPort: number;
  readonly clock: Clock;
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  readonly onFailed: (error: unknown) => void;
}

/** One etcd, started again whenever it ends; ready when it listens for clients. */
export function createEtcdMember(options: EtcdMemberOptions): RestartingMember {
  const { name, address, clientPort, clock } = options;
  return createRestartingMember({
    name,
    clock,
    start: () =>
      options.start({
        member: name,
        file: options.program,
        args: ['--config-file', options.configFile],
        cwd: options.directory,
        environment: {},
      }),
    ready: async (_, signal) => {
      await until(
        `${name} to answer`,
        // Without a quorum it is not healthy, and yet it serves as well as it can.
        () =>
          askHttp({ host: address, port: clientPort, path: '/health', withinMs: ANSWER_MS }).then(
            () => true,
            () => false,
          ),
        { clock, withinMs: SERVE_WITHIN_MS, everyMs: 20, signal },
      );
    },
    onStarted: options.onStarted,
    onReady: options.onReady,
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
}

/** Whether it is in a quorum that has a leader. */
export async function isEtcdHealthy(address: string, port: number): Promise<boolean> {
  try {
    const { status } = await askHttp({ host: address, port, path: '/health', withinMs: ANSWER_MS });
    return status === 200;
  } catch {
    return false;
  }
}
