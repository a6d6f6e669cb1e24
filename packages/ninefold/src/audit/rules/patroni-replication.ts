import { booleanOf, field, numberOf, textOf } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import { clusters } from './patroni-clusters.ts';
import { bytes, seconds } from './words.ts';

const dynamic = 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html';
const replication = 'https://patroni.readthedocs.io/en/latest/replication_modes.html';
const wal = 'https://www.postgresql.org/docs/current/runtime-config-replication.html';

export const replicationRules: readonly Rule[] = [
  {
    id: 'PG01',
    title: 'synchronous_commit without synchronous_mode',
    severity: 'critical',
    item: 'replication',
    reads: 'bootstrap.dcs: synchronous_mode, synchronous_commit; RPO',
    source: replication,
    *check(world, { rpoMs }): Generator<Sighting> {
      for (const { part, dcs, isSynchronous, parameters, parametersPath } of clusters(world)) {
        if (isSynchronous || textOf(parameters['synchronous_standby_names']) !== undefined)
          continue;
        const commit = textOf(parameters['synchronous_commit']);
        const isWanted = commit !== undefined && commit !== 'off' && commit !== 'local';
        if (!isWanted && rpoMs !== 0) continue;
        yield {
          part,
          path: isWanted ? [...parametersPath, 'synchronous_commit'] : [...dcs, 'synchronous_mode'],
          message: `${isWanted ? `synchronous_commit ${commit} waits for nobody` : 'RPO 0 is promised, and replication is asynchronous'}: synchronous_mode is off`,
          why: 'with synchronous_standby_names empty "on" means flushed on the primary alone: a failover loses what no standby had',
          fix: 'bootstrap.dcs.synchronous_mode: true',
          set: [[[...dcs, 'synchronous_mode'], 'true']],
        };
      }
    },
  },
  {
    id: 'PG02',
    title: 'the lag that is allowed is more than the RPO',
    severity: 'critical',
    item: 'replication',
    reads: 'maximum_lag_on_failover, ttl, WAL rate, RPO',
    source: `${replication}#maximum-lag-on-failover (worst loss: the lag, and what was written since it was last read)`,
    *check(world, { rpoMs, walBytesPerSecond: rate }): Generator<Sighting> {
      for (const { part, dcs, isSynchronous, lagBytes, ttlS } of clusters(world)) {
        if (isSynchronous) continue;
        const base = {
          part,
          path: [...dcs, 'maximum_lag_on_failover'],
          fix: 'synchronous_mode: true; no lag bound alone gives RPO 0',
        };
        if (rpoMs === undefined) {
          yield {
            ...base,
            message: `a failover may lose ${bytes(lagBytes)} and what is written in ${ttlS} s`,
            why: 'maximum_lag_on_failover + WAL rate x ttl, against the RPO',
            missing: ['rpoMs'],
            severity: 'low',
          };
        } else if (rpoMs === 0) {
          yield {
            ...base,
            message: `${bytes(lagBytes)} of acknowledged writes may be lost, and the RPO is 0`,
            why: `a standby that lacks up to ${bytes(lagBytes)} is promoted, and what was written in the ${ttlS} s of the lease is not even counted`,
          };
        } else if (rate === undefined) {
          yield {
            ...base,
            message: `whether ${bytes(lagBytes)} are less than ${seconds(rpoMs / 1000)} of writes is not known`,
            why: 'maximum_lag_on_failover + WAL rate x ttl <= WAL rate x RPO',
            missing: ['walBytesPerSecond'],
            severity: 'low',
          };
        } else if (lagBytes + rate * ttlS > (rate * rpoMs) / 1000) {
          yield {
            ...base,
            message: `a failover may lose ${seconds(lagBytes / rate + ttlS)} of writes, and the RPO is ${seconds(rpoMs / 1000)}`,
            why: `${lagBytes} B / ${rate} B/s + ttl ${ttlS} s`,
          };
        }
      }
    },
  },
  {
    id: 'PG11',
    title: 'a lag bound that leaves nobody to fail over to',
    severity: 'high',
    item: 'failover',
    reads: 'maximum_lag_on_failover, WAL rate, replication delay',
    source: `${dynamic} (a standby that is further behind takes no part in the election)`,
    *check(world, facts): Generator<Sighting> {
      const { walBytesPerSecond: rate, replicationDelayMs: delayMs } = facts;
      for (const { part, dcs, isSynchronous, lagBytes } of clusters(world)) {
        // A synchronous standby has all that was acknowledged.
        if (isSynchronous) continue;
        const base = {
          part,
          path: [...dcs, 'maximum_lag_on_failover'],
          fix: 'synchronous_mode: true, or a bound above what the RPO allows and standbys that keep up',
        };
        if (rate === undefined || delayMs === undefined) {
          yield {
            ...base,
            message: `whether standbys stay within ${bytes(lagBytes)} at the peak is not known`,
            why: 'WAL rate x replication delay <= maximum_lag_on_failover',
            missing: [
              ...(rate === undefined ? (['walBytesPerSecond'] as const) : []),
              ...(delayMs === undefined ? (['replicationDelayMs'] as const) : []),
            ],
            severity: 'low',
          };
          continue;
        }
        const behind = Math.round((rate * delayMs) / 1000);
        if (behind <= lagBytes) continue;
        yield {
          ...base,
          message: `standbys are ${behind} bytes behind at the peak, and those above ${lagBytes} are not promoted: no failover`,
          why: `${rate} B/s x ${seconds(delayMs / 1000)} = ${behind} > maximum_lag_on_failover ${lagBytes}: the cluster has no primary until the lost one is back`,
        };
      }
    },
  },
  {
    id: 'PG12',
    title: 'the loss of one standby stops writes',
    severity: 'high',
    item: 'replication',
    reads: 'synchronous_mode_strict, synchronous_node_count, members',
    source: `${replication}#synchronous-mode`,
    *check(world, { databaseMembers: members }): Generator<Sighting> {
      for (const { part, dcs, isSynchronous } of clusters(world)) {
        const isStrict = booleanOf(field(part.data, ...dcs, 'synchronous_mode_strict')) === true;
        const count = numberOf(field(part.data, ...dcs, 'synchronous_node_count')) ?? 1;
        if (!isSynchronous || !isStrict || (members !== undefined && members - 1 > count)) continue;
        yield {
          part,
          path: [...dcs, 'synchronous_mode_strict'],
          message:
            members === undefined
              ? `strict synchronous replication to ${count} needs ${count + 2} members`
              : `${members} members, ${count} synchronous, strict: one lost standby stops all writes`,
          why: `${members ?? 'n'} - 1 standbys must be more than ${count}`,
          fix: `${count + 2} members`,
          ...(members === undefined ? { missing: ['databaseMembers'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'PG21',
    title: 'too few senders or slots for the members',
    severity: 'high',
    item: 'replication',
    reads: 'max_wal_senders, max_replication_slots, members',
    source: `${wal}#GUC-MAX-WAL-SENDERS`,
    *check(world, { databaseMembers: members }): Generator<Sighting> {
      for (const { part, parameters, parametersPath } of clusters(world)) {
        for (const key of ['max_wal_senders', 'max_replication_slots']) {
          const count = numberOf(parameters[key]);
          const needed = (members ?? 3) + 1;
          if (count === undefined || count >= needed) continue;
          yield {
            part,
            path: [...parametersPath, key],
            message: `${key} ${count} is less than ${needed}`,
            why: `${members ?? 3} members need one each, and a backup one more: the last standby can not connect`,
            fix: `${key}: ${needed + 2}`,
          };
        }
      }
    },
  },
];
