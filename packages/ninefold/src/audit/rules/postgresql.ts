import { booleanOf, field, numberOf, textOf, wordOf } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import { clusters, memoryOf, postgresSettings } from './patroni-clusters.ts';

const wal = 'https://www.postgresql.org/docs/current/runtime-config-replication.html';

export const postgresqlRules: readonly Rule[] = [
  {
    id: 'PG08',
    title: 'a lost standby fills the disk of the primary',
    severity: 'high',
    item: 'storage',
    reads: 'use_slots, max_slot_wal_keep_size',
    source: `${wal}#GUC-MAX-SLOT-WAL-KEEP-SIZE (-1, the default, is without limit)`,
    *check(world): Generator<Sighting> {
      for (const { part, parameters, parametersPath, dcs } of clusters(world)) {
        const uses = booleanOf(field(part.data, ...dcs, 'postgresql', 'use_slots')) ?? true;
        const keep = textOf(parameters['max_slot_wal_keep_size']);
        if (!uses || (keep !== undefined && keep !== '-1')) continue;
        yield {
          part,
          path: [...parametersPath, 'max_slot_wal_keep_size'],
          message: 'slots keep WAL without a limit',
          why: 'a standby that is away keeps all WAL on the primary until its disk is full and it stops',
          fix: 'max_slot_wal_keep_size below the free disk, such as 20GB',
        };
      }
      for (const part of world.part('postgresql')) {
        const keep = textOf(field(part.data, 'max_slot_wal_keep_size'));
        const slots = numberOf(field(part.data, 'max_replication_slots')) ?? 0;
        if (slots === 0 || (keep !== undefined && keep !== '-1')) continue;
        yield {
          part,
          path: ['max_replication_slots'],
          message: 'slots keep WAL without a limit',
          why: 'a standby that is away keeps all WAL on the primary until its disk is full and it stops',
          fix: 'max_slot_wal_keep_size below the free disk, such as 20GB',
        };
      }
    },
  },
  {
    id: 'PG09',
    title: 'more memory than the host has',
    severity: 'high',
    item: 'capacity',
    reads: 'max_connections, work_mem, shared_buffers, effective_cache_size, host memory',
    source:
      'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM (several times work_mem in each session)',
    *check(world, { databaseMemoryBytes }): Generator<Sighting> {
      for (const { part, parameters, path } of postgresSettings(world)) {
        const connections = numberOf(parameters['max_connections']);
        const work = memoryOf(parameters['work_mem'], 1024);
        const shared = memoryOf(parameters['shared_buffers'], 8192);
        if (connections === undefined || work === undefined || shared === undefined) continue;
        const cache = memoryOf(parameters['effective_cache_size'], 8192);
        // effective_cache_size is what the host is thought to have for the cache: most of its memory.
        const host = databaseMemoryBytes ?? (cache === undefined ? undefined : (cache * 4) / 3);
        const needed = connections * work + shared;
        const gib = (bytes: number): string => `${Number((bytes / 2 ** 30).toFixed(1))} GiB`;
        if (host !== undefined && needed <= host) continue;
        yield {
          part,
          path: [...path, 'work_mem'],
          message: `${connections} connections x ${gib(work)} + ${gib(shared)} = ${gib(needed)}${host === undefined ? '' : `, and the host has ${databaseMemoryBytes === undefined ? 'about ' : ''}${gib(host)}`}`,
          why: 'when all sessions sort at once the kernel ends the primary; a query may take work_mem several times',
          fix: 'a pool (PgBouncer) with fewer connections, or a smaller work_mem',
          ...(host === undefined ? { missing: ['databaseMemoryBytes'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'PG10',
    title: 'no archive: no recovery to a point in time',
    severity: 'critical',
    item: 'pitr',
    reads: 'archive_mode, archive_command, archive_library',
    source: 'https://www.postgresql.org/docs/current/continuous-archiving.html',
    *check(world): Generator<Sighting> {
      for (const { part, parameters, path } of postgresSettings(world)) {
        const mode = wordOf(parameters['archive_mode'] ?? 'off');
        const isOn = ['on', 'always', 'true'].includes(mode.toLowerCase());
        const command =
          textOf(parameters['archive_command']) ?? textOf(parameters['archive_library']) ?? '';
        const isReal = command !== '' && !/^(?:\/bin\/true|true|:|exit 0)$/.test(command.trim());
        if (isOn && isReal) continue;
        yield {
          part,
          path: [...path, isOn ? 'archive_command' : 'archive_mode'],
          message: isOn ? 'archive_mode is on, and nothing is archived' : 'archive_mode is off',
          why: 'replication repeats a DROP TABLE on every standby within a second; without WAL in an archive there is no way back',
          fix: 'archive_mode: on with pgBackRest or WAL-G',
        };
      }
    },
  },
  {
    id: 'PG19',
    title: 'a standby may stop the vacuum of the primary',
    severity: 'low',
    item: 'capacity',
    reads: 'hot_standby_feedback, statement limits',
    source: `${wal}#GUC-HOT-STANDBY-FEEDBACK`,
    *check(world): Generator<Sighting> {
      for (const { part, parameters, parametersPath } of clusters(world)) {
        if (booleanOf(parameters['hot_standby_feedback']) !== true) continue;
        if (
          ['idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout'].some(
            (key) => parameters[key] !== undefined,
          )
        )
          continue;
        yield {
          part,
          path: [...parametersPath, 'hot_standby_feedback'],
          message: 'hot_standby_feedback is on, and no session has a limit',
          why: 'one forgotten transaction on a standby keeps all dead rows on the primary, until it is slow or full',
          fix: 'idle_in_transaction_session_timeout: 60s',
        };
      }
    },
  },
  {
    id: 'PG20',
    title: 'a commit that is not on disk',
    severity: 'critical',
    item: 'replication',
    reads: 'fsync, full_page_writes, synchronous_commit; RPO',
    source: 'https://www.postgresql.org/docs/current/runtime-config-wal.html',
    *check(world, { rpoMs }): Generator<Sighting> {
      for (const { part, parameters, path } of postgresSettings(world)) {
        for (const key of ['fsync', 'full_page_writes', 'synchronous_commit']) {
          const isCommit = key === 'synchronous_commit';
          if (booleanOf(parameters[key]) !== false || (isCommit && (rpoMs ?? 0) > 0)) continue;
          yield {
            part,
            path: [...path, key],
            message: `${key} is off`,
            why: isCommit
              ? `a crash loses up to 3 x wal_writer_delay (600 ms) of commits${rpoMs === undefined ? ', against the RPO' : ', and RPO 0 is promised'}`
              : 'after a crash of the host the data may be damaged: then only a backup helps',
            fix: `${key}: on`,
            ...(isCommit && rpoMs === undefined
              ? { missing: ['rpoMs'], severity: 'low' }
              : { set: [[[...path, key], 'on']] }),
          };
        }
      }
    },
  },
];
