import type { Clock } from '../../clock/clock.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { MemberUser } from './surroundings.ts';

/** A rendered script that guards something on a host, started again whenever it ends. */
export function createScriptMember(options: {
  readonly name: string;
  readonly path: string;
  readonly host: Host;
  readonly directory: string;
  /** Secrets: the script has none in it. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly user: MemberUser;
  readonly clock: Clock;
}): RestartingMember {
  const { name, host } = options;
  return createRestartingMember({
    name,
    clock: options.clock,
    start: () =>
      host.start({
        member: name,
        file: '/bin/bash',
        args: [options.path],
        cwd: options.directory,
        environment: { ...options.environment, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        ...options.user.asMember,
      }),
    // It has nobody to answer to: once started it guards.
    ready: () => Promise.resolve(),
  });
}
