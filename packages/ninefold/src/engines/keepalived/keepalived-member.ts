import { join } from 'node:path';

import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { existsSync } from 'node:fs';

const START_WITHIN_MS = 10_000;

export interface KeepalivedMemberOptions {
  /** Such as `balancer[0]`. */
  readonly name: string;
  /** Its host's. */
  readonly start: Supervisor['start'];
  readonly program: string;
  /** Absolute. */
  readonly configFile: string;
  /** Of its host; its pid files lie there. */
  readonly directory: string;
  readonly clock: Clock;
  readonly onExited: (exit: MemberExit) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * One keepalived, as root, started again whenever it ends; ready when its VRRP process runs. Who
 * holds the virtual address is told by the host's interface.
 */
export function createKeepalivedMember(options: KeepalivedMemberOptions): RestartingMember {
  const { name, directory, clock } = options;
  const vrrpPid = join(directory, 'vrrp.pid');
  return createRestartingMember({
    name,
    clock,
    start: () =>
      options.start({
        member: `${name} keepalived`,
        file: options.program,
        args: [
          '--dont-fork',
          '--log-console',
          '--log-detail',
          '--vrrp',
          `--use-file=${options.configFile}`,
          `--pid=${join(directory, 'keepalived.pid')}`,
          `--vrrp_pid=${vrrpPid}`,
        ],
        cwd: directory,
        environment: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      }),
    ready: async (_, signal) => {
      await until(`${name}'s keepalived to run`, () => existsSync(vrrpPid), {
        clock,
        withinMs: START_WITHIN_MS,
        everyMs: 10,
        signal,
      });
    },
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
}
