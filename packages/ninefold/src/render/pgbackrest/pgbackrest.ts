import { lines, shellWord } from '../config-text.ts';
import type { BackupPlan, PatroniMember } from '../patroni/cluster.ts';
import { execLine, renderUnit } from '../systemd/units.ts';

/*
 * pgBackRest rather than Barman: it runs where PostgreSQL runs, as Patroni's commands need it
 * (`archive-push`, `archive-get`, `restore` are one program on the member), needs no server of its own
 * that must be kept alive, and Debian's version checks every page and every segment it stores.
 */

/** `pgbackrest.conf` of one member; the stanza has the cluster's name. */
export function renderPgbackrest(stanza: string, plan: BackupPlan, member: PatroniMember): string {
  return lines(
    `# pgBackRest on ${member.name}. Rendered by Ninefold.`,
    '[global]',
    '# backup.repository: not lost with the members; the same on each of them.',
    `repo1-path=${plan.repository}`,
    '# backup.keep: a lost store can be restored to any instant since the oldest of these.',
    `repo1-retention-full=${plan.keepFull}`,
    'repo1-bundle=y',
    '# A backup begins at once, not at the next checkpoint.',
    'start-fast=y',
    'compress-type=lz4',
    'log-level-console=warn',
    'log-level-file=off',
    member.pgbackrest && [
      '# Where only this member keeps its files.',
      `lock-path=${member.socketDirectory}`,
      `spool-path=${member.socketDirectory}`,
    ],
    '',
    '[global:archive-push]',
    '# A write is not held up by compressing.',
    'compress-level=1',
    '',
    `[${stanza}]`,
    `pg1-path=${member.dataDirectory}`,
    `pg1-port=${member.postgresPort}`,
    `pg1-socket-path=${member.socketDirectory}`,
    'pg1-user=postgres',
  );
}

/** pgBackRest for a stanza as a shell takes it, without the command at its end. */
export function pgbackrestCommand(stanza: string, member?: PatroniMember): string {
  return [...(member?.pgbackrest ?? ['pgbackrest']), `--stanza=${stanza}`]
    .map((word) => shellWord(word))
    .join(' ');
}

/** A scheduled backup: a unit and its timer, by file name. */
export interface BackupUnits {
  readonly [fileName: string]: string;
}

/**
 * The schedule of backups. It runs on every member and does something on the primary only, so that it
 * goes on after a failover.
 */
export function renderBackupUnits(
  stanza: string,
  plan: BackupPlan,
  { script, secretsFile }: { readonly script: string; readonly secretsFile: string },
): BackupUnits {
  return {
    [`pgbackrest-${stanza}.service`]: renderUnit({
      description: `A backup of PostgreSQL cluster ${stanza}, if this member is its primary`,
      unit: ['After=patroni.service'],
      service: [
        'Type=oneshot',
        'User=postgres',
        `EnvironmentFile=${secretsFile}`,
        `ExecStart=${execLine([script])}`,
      ],
    }),
    [`pgbackrest-${stanza}.timer`]: lines(
      '# Rendered by Ninefold.',
      '[Unit]',
      `Description=Backups of PostgreSQL cluster ${stanza}`,
      '',
      '[Timer]',
      `# backup.fullEvery: daily; a full one every ${plan.fullEveryDays} days.`,
      'OnCalendar=*-*-* 02:00:00',
      'RandomizedDelaySec=10m',
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ),
  };
}

/** The script of the schedule: makes the stanza when there is none, then a full or incremental backup. */
export function renderBackupScript(
  stanza: string,
  plan: BackupPlan,
  member: PatroniMember,
): string {
  const pgbackrest = pgbackrestCommand(stanza, member);
  return lines(
    '#!/bin/sh',
    `# A backup of ${stanza}, if this member is its primary. Rendered by Ninefold.`,
    'set -eu',
    'export PGPASSWORD="${PATRONI_SUPERUSER_PASSWORD:?}"',
    `role=$(psql --no-psqlrc -At -h ${member.socketDirectory} -p ${member.postgresPort} -U postgres -c 'SELECT pg_is_in_recovery()')`,
    '[ "$role" = f ] || exit 0',
    `${pgbackrest} stanza-create`,
    '# A full one when the newest full one is too old, or there is none.',
    `newest=$(${pgbackrest} --output=json info | sed 's/"label"/\\n&/g' \\`,
    `  | sed -n 's/^"label":"\\([0-9]\\{8\\}\\)-[0-9]\\{6\\}F".*/\\1/p' | sort | tail -1)`,
    `limit=$(date -d '${plan.fullEveryDays} days ago' +%Y%m%d)`,
    'type=incr',
    'if [ -z "$newest" ] || [ "$newest" -le "$limit" ]; then type=full; fi',
    `exec ${pgbackrest} --type="$type" backup`,
  );
}
