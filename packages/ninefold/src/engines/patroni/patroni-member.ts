import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { type PatroniEndpoint, answersRest } from './rest-api.ts';

const ANSWER_WITHIN_MS = 30_000;
const ANSWER_MS = 500;

export interface PatroniMemberOptions {
  /** Such as `orders[1]`. */
  readonly name: string;
  /** Its host's. */
  readonly start: Supervisor['start'];
  /** The command that runs Patroni, without its configuration. */
  readonly command: readonly [string, ...string[]];
  /** PostgreSQL's `postgres`, which Patroni starts: its real path. */
  readonly postgres: string;
  readonly as?: { readonly uid: number; readonly gid: number };
  readonly configFile: string;
  /** Passwords: Patroni reads them from here, and hands none of them on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything of the member works in it or below. */
  readonly directory: string;
  readonly endpoint: PatroniEndpoint;
  readonly clock: Clock;
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Patroni with its PostgreSQL, started again whenever Patroni ends; ready when its REST API answers.
 * Whether PostgreSQL runs, and as what, is Patroni's affair.
 */
export function createPatroniMember(options: PatroniMemberOptions): RestartingMember {
  const { name, clock, endpoint } = options;
  const [file, ...args] = options.command;
  return createRestartingMember({
    name,
    clock,
    start: () =>
      options.start({
        member: name,
        file,
        args: [...args, options.configFile],
        cwd: options.directory,
        environment: {
          ...options.environment,
          // A message must be in the log when it ends.
          PYTHONUNBUFFERED: '1',
          HOME: options.directory,
          LC_ALL: 'C.UTF-8',
          PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        },
        hides: { directory: options.directory, programs: [options.postgres] },
        ...(options.as ? { as: options.as } : {}),
      }),
    ready: async (_, signal) => {
      await until(`${name}'s Patroni to answer`, () => answersRest(endpoint, ANSWER_MS), {
        clock,
        withinMs: ANSWER_WITHIN_MS,
        everyMs: 20,
        signal,
      });
    },
    onStarted: options.onStarted,
    onReady: options.onReady,
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
}
