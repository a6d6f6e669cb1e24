import { rm } from 'node:fs/promises';

import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import { removeEtcdKeys } from '../../engines/etcd/remove-keys.ts';
import { DeadlineError, EnvironmentError, RestoreError, messageOf } from '../../ports/errors.ts';
import { logTail } from '../../supervisor/log-file.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { exitText } from '../../supervisor/restarting-member.ts';
import type { Tell } from '../lifecycle.ts';
import type { TopologyMember } from '../member.ts';
import { RESTORE_WITHIN_MS, type StoreArchive } from '../running-store.ts';
import type { PatroniPlace } from './patroni-store.ts';
import type { PatroniSight } from './patroni-sight.ts';
import type { HostedSurroundings, MemberUser } from './surroundings.ts';

const BACKUP_WITHIN_MS = 300_000;
const ETCD_ANSWER_MS = 5_000;
/** What the backup said last, as it goes into a message (lines). */
const SAID_LINES = 12;
/** What Patroni, pgBackRest and PostgreSQL say in one attempt to begin, at most (lines). */
const ATTEMPT_LINES = 200;

export interface PatroniArchiveOptions {
  readonly scope: string;
  readonly places: readonly PatroniPlace[];
  /** Of each place, in their order. */
  readonly machines: readonly TopologyMember[];
  readonly patronis: readonly RestartingMember[];
  readonly etcd: readonly { readonly address: string; readonly port: number }[];
  readonly sight: PatroniSight;
  /** The rendered script of the schedule, on each host. */
  readonly backupScript: string;
  /** What the script needs of `secretVariables`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a place's `patroni.yaml`, as it always is or to begin from the archive. */
  configure(place: PatroniPlace, beginning: 'as always' | { readonly restoreTo?: string }): void;
  readonly user: MemberUser;
  readonly onGrant: HostedSurroundings['onGrant'];
  readonly clock: Clock;
  readonly tell: Tell;
}

/**
 * The archive of a store under Patroni: the scheduled backup, run when it is needed, and the restore
 * as docs/backup.md tells it to people.
 */
export function createPatroniArchive(options: PatroniArchiveOptions): StoreArchive {
  const { scope, places, machines, patronis, sight, clock, tell } = options;
  return {
    async backUp(signal) {
      const place = places[sight.primary()?.member ?? -1];
      if (!place) throw new EnvironmentError(`${scope} has no primary to back up`);
      const member = `${place.host.name} backup`;
      const script = await place.host.start({
        member,
        file: '/bin/sh',
        args: [place.files.path(options.backupScript)],
        cwd: place.files.directory,
        environment: { ...options.environment, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        ...options.user.asMember,
      });
      await until(`the backup of ${scope} to be done`, () => script.hasExited(), {
        clock,
        withinMs: BACKUP_WITHIN_MS,
        everyMs: 20,
        signal,
      });
      const exit = await script.exited;
      if (exit.code !== 0) {
        const said = logTail(script.logFile, SAID_LINES);
        throw new EnvironmentError(`the backup of ${scope} failed (${exitText(exit)}):\n${said}`);
      }
      tell('note', place.host.name, 'a backup was taken');
    },
    async removeData() {
      // A process that just ended may still have made a file.
      const everything = { recursive: true, force: true, maxRetries: 20, retryDelay: 20 };
      await Promise.all(places.map(({ member }) => rm(member.dataDirectory, everything)));
    },
    async restore(signal, restoreTo) {
      const [place, ...others] = places;
      const [machine, ...otherMachines] = machines;
      const patroni = patronis[0];
      if (!place || !machine || !patroni) throw new RangeError('a store has a member');
      const term = await removeCluster(options);
      await until(`${scope} to have no leader`, () => sight.primary() === undefined, {
        clock,
        withinMs: ETCD_ANSWER_MS,
        everyMs: 10,
        signal,
      });
      options.configure(place, restoreTo === undefined ? {} : { restoreTo });
      const before = patroni.process;
      // It accepts writes from when it is recovered on, which is before it takes the leader key.
      options.onGrant(
        machine.name,
        term,
        { atMs: clock.monotonicMs() },
        'begins again from the archive',
      );
      machine.release();
      await until(
        `${machine.name} to be restored from the archive`,
        () => {
          const now = patroni.process;
          // Patroni ends when it can't begin; it would try the same again for ever.
          if (now && now !== before && now.hasExited()) {
            machine.hold();
            const why = whyItFailed(now.logFile);
            throw new RestoreError(`${scope} could not be restored from its archive: ${why}`);
          }
          return sight.primary() !== undefined;
        },
        { clock, withinMs: RESTORE_WITHIN_MS, everyMs: 20, signal },
      ).catch((error: unknown) => {
        throw error instanceof DeadlineError ? new RestoreError(error.message) : error;
      });
      tell('note', machine.name, 'restored from the archive; the others copy from it');
      for (const one of [place, ...others]) options.configure(one, 'as always');
      for (const one of otherMachines) one.release();
    },
  };
}

/** What pgBackRest, or the PostgreSQL that recovered, called an error since Patroni began. */
function whyItFailed(logFile: string): string {
  const said = logTail(logFile, ATTEMPT_LINES);
  const attempt = said.slice(Math.max(0, said.lastIndexOf('Running custom bootstrap script')));
  const errors = attempt.split('\n').filter((line) => /\b(?:ERROR|FATAL|PANIC):/.test(line));
  const told = errors.length > 0 ? errors.slice(0, 3) : attempt.split('\n').slice(-SAID_LINES);
  return told.map((line) => line.trim()).join('; ');
}

/** As `patronictl remove` does: while etcd holds the lost cluster, no other can begin under its name. */
async function removeCluster({ scope, etcd }: PatroniArchiveOptions): Promise<number> {
  const failures: string[] = [];
  for (const endpoint of etcd) {
    try {
      return await removeEtcdKeys(endpoint, `/service/${scope}/`, ETCD_ANSWER_MS);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new RestoreError(`etcd does not forget the lost cluster: ${failures.join('; ')}`);
}
