import { booleanOf, field, listOf, mapOf, numberOf, textOf, wordOf } from '../../audit/part.ts';
import type { Part } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { recoveryCosts, selfDemotionS } from '../../render/patroni/timing.ts';
import { primarySeenMs } from './haproxy.ts';
import { clusters, etcdHosts } from './patroni-clusters.ts';
import { seconds } from './words.ts';

const dynamic = 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html';
const watchdog = 'https://patroni.readthedocs.io/en/latest/watchdog.html';

export const failoverRules: readonly Rule[] = [
  {
    id: 'PG03',
    title: 'the lease ends before it can be renewed',
    severity: 'critical',
    item: 'failover',
    reads: 'ttl, loop_wait, retry_timeout',
    source: `${dynamic} (loop_wait + 2 x retry_timeout <= ttl)`,
    *check(world): Generator<Sighting> {
      for (const { part, dcs, ttlS, loopS, retryS } of clusters(world)) {
        if (loopS + 2 * retryS <= ttlS) continue;
        yield {
          part,
          path: [...dcs, 'ttl'],
          message: `ttl ${ttlS} is shorter than loop_wait ${loopS} + 2 x retry_timeout ${retryS} = ${loopS + 2 * retryS}`,
          why: 'one slow answer of etcd is enough for a healthy primary to lose its lease, and be demoted',
          fix: `ttl: ${loopS + 2 * retryS}`,
        };
      }
    },
  },
  {
    id: 'PG24',
    title: 'a primary that is cut off outlives its lease',
    severity: 'high',
    item: 'failover',
    reads: 'ttl, loop_wait, retry_timeout, watchdog.mode, etcd hosts',
    source:
      'the source of Patroni 4.1.5: patroni/dcs/etcd.py (api_execute, _calculate_timeouts), patroni/ha.py (call_failsafe_member)',
    *check(world): Generator<Sighting> {
      for (const { part, dcs, ttlS, loopS, retryS } of clusters(world)) {
        const etcd = etcdHosts(part);
        // A watchdog that is sure resets the host before the lease ends.
        if (etcd === undefined || field(part.data, 'watchdog', 'mode') === 'required') continue;
        // PG03 is about the same three numbers.
        if (loopS + 2 * retryS > ttlS) continue;
        const members = Math.max(1, etcd.hosts.length);
        const goesOnS = selfDemotionS({ loopWaitS: loopS, retryTimeoutS: retryS }, members);
        if (goesOnS <= ttlS) continue;
        const walkS = Math.max(retryS, members);
        const mode = wordOf(field(part.data, 'watchdog', 'mode') ?? 'automatic');
        yield {
          part,
          path: [...dcs, 'ttl'],
          message: `a primary that is cut off may go on for ${seconds(goesOnS)}, and its lease ends after ${seconds(ttlS)}: two primaries for ${seconds(goesOnS - ttlS)}`,
          why: `loop_wait ${loopS} + 3 x retry_timeout ${walkS} (walks through etcd) + 4 (questions to the members) + 1 = ${goesOnS} > ttl ${ttlS}; Patroni's own rule, loop_wait + 2 x retry_timeout <= ttl, leaves out two of these, and watchdog.mode ${mode} stops nobody for sure`,
          fix: `watchdog.mode: required; or ttl: ${goesOnS}, or a shorter retry_timeout`,
        };
      }
    },
  },
  {
    id: 'PG23',
    title: 'a Patroni that takes the leader key without looking',
    severity: 'critical',
    item: 'failover',
    reads: 'etcd3, images with Patroni, the version of Patroni',
    source:
      'https://github.com/patroni/patroni/pull/2689 (etcd3.py, _update_leader: 2.0.0 to 3.0.2 put the key, 3.0.3 compares it)',
    *check(world, { patroniVersion }): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        if (field(part.data, 'etcd3') === undefined) continue;
        const version = patroniVersion ?? versionInImages(world);
        if (version !== undefined && !writesBlindly(version)) continue;
        yield {
          part,
          path: ['etcd3'],
          message:
            version === undefined
              ? 'Patroni 2.0.0 to 3.0.2 write the leader key without comparing; which version this is is not known'
              : `Patroni ${version} with etcd3 writes the leader key without comparing`,
          why: 'a primary that was frozen past its ttl takes the key back when it wakes, and the new primary is rewound to it: all that was acknowledged meanwhile is lost',
          fix: 'Patroni 3.0.3 or later',
          ...(version === undefined ? { missing: ['patroniVersion'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'PG04',
    title: 'failover takes longer than the RTO',
    severity: 'high',
    item: 'failover',
    reads: 'ttl, the check of HAProxy for the primary, RTO',
    source: `${dynamic} (ttl); docs/postgres.md of Ninefold has each part with its source`,
    *check(world, { rtoMs }): Generator<Sighting> {
      const { leaseExpiryMs, leaderRaceMs, promotionMs, balancerCheckMs } = recoveryCosts;
      const seenMs = primarySeenMs(world) ?? balancerCheckMs;
      for (const { part, dcs, ttlS } of clusters(world)) {
        const lossS = ttlS + (leaseExpiryMs + leaderRaceMs + promotionMs + seenMs) / 1000;
        const sum = `ttl ${ttlS} + end of the lease ${leaseExpiryMs / 1000} + leader race ${leaderRaceMs / 1000} + promotion ${promotionMs / 1000} + balancer's check ${seenMs / 1000} = ${lossS} s`;
        if (rtoMs === undefined) {
          yield {
            part,
            path: [...dcs, 'ttl'],
            message: `a lost host costs up to ${seconds(lossS)}`,
            why: `${sum}, against the RTO`,
            fix: 'a shorter ttl, if the promise asks for it',
            missing: ['rtoMs'],
            severity: 'low',
          };
        } else if (lossS * 1000 > rtoMs) {
          yield {
            part,
            path: [...dcs, 'ttl'],
            message: `a lost host costs up to ${seconds(lossS)}, and the RTO is ${seconds(rtoMs / 1000)}`,
            why: sum,
            fix: 'ninefold render --target patroni, which computes ttl, loop_wait and retry_timeout from the RTO',
          };
        }
      }
    },
  },
  {
    id: 'PG14',
    title: 'a crashed PostgreSQL is waited for',
    severity: 'high',
    item: 'failover',
    reads: 'primary_start_timeout (master_start_timeout), RTO',
    source: `${dynamic} (primary_start_timeout defaults to 300; worst case loop_wait + primary_start_timeout + loop_wait)`,
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const { part, dcs, loopS } of clusters(world)) {
        const written = numberOf(
          field(part.data, ...dcs, 'primary_start_timeout') ??
            field(part.data, ...dcs, 'master_start_timeout'),
        );
        const startS = written ?? 300;
        const worstS = 2 * loopS + startS;
        const boundS = rtoMs === undefined ? 120 : rtoMs / 1000;
        if (worstS <= boundS) continue;
        yield {
          part,
          path: [...dcs, 'primary_start_timeout'],
          message: `primary_start_timeout is ${startS}${written === undefined ? ' (the default)' : ''}: a crash of PostgreSQL may cost ${seconds(worstS)}`,
          why: `2 x loop_wait ${loopS} + ${startS} = ${worstS} s until a standby is taken${rtoMs === undefined ? '' : `, and the RTO is ${seconds(boundS)}`}`,
          fix: 'primary_start_timeout: 0 with synchronous_mode, else 30',
        };
      }
    },
  },
  {
    id: 'PG05',
    title: 'etcd without a spare member',
    severity: 'critical',
    item: 'failover',
    reads: 'etcd3.hosts, placement',
    source: 'https://etcd.io/docs/v3.6/faq/ (quorum is floor(n/2)+1)',
    *check(world, { placement }): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        const found = etcdHosts(part);
        if (found === undefined || found.hosts.some((one) => one.includes('$'))) continue;
        const { hosts, path } = found;
        if (hosts.length < 3 || hosts.length % 2 === 0) {
          // One name may stand for many members, as a Service does.
          if (hosts.length === 1 && path[1] === 'host') continue;
          const lost = hosts.length - (Math.floor(hosts.length / 2) + 1);
          yield {
            part,
            path,
            message: `${hosts.length} etcd ${hosts.length === 1 ? 'member' : 'members'}: ${lost} may fail`,
            why: `a majority of ${hosts.length} is ${Math.floor(hosts.length / 2) + 1}; without it Patroni demotes the primary`,
            fix: '3 or 5 members, on hosts of their own',
          };
        }
        const places = hosts.map((one) => {
          const name = one.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '');
          return placement?.[name] ?? placement?.[name.split('.')[0] ?? ''] ?? name;
        });
        const quorum = Math.floor(hosts.length / 2) + 1;
        if (placement === undefined && hosts.length >= 3 && new Set(places).size === hosts.length) {
          yield {
            part,
            path,
            message: `${hosts.length} etcd members have names of their own; whether they have machines of their own is not known`,
            why: `a majority of ${hosts.length} is ${quorum}: no machine may have ${hosts.length - quorum + 1} of them`,
            fix: 'each member on a host of its own',
            missing: ['placement'],
            severity: 'low',
          };
        }
        for (const place of new Set(places)) {
          const shared = places.filter((one) => one === place).length;
          if (shared < 2 || hosts.length - shared >= quorum) continue;
          yield {
            part,
            path,
            message: `${shared} of ${hosts.length} etcd members stand on ${place}`,
            why: `without it ${hosts.length - shared} remain, and ${quorum} are a quorum: that host is a single point of failure`,
            fix: 'each member on a host of its own',
          };
        }
      }
    },
  },
  {
    id: 'PG06',
    title: 'an outage of etcd demotes a healthy primary',
    severity: 'high',
    item: 'failover',
    reads: 'failsafe_mode',
    source: 'https://patroni.readthedocs.io/en/latest/dcs_failsafe_mode.html',
    *check(world): Generator<Sighting> {
      for (const { part, dcs } of clusters(world)) {
        if (booleanOf(field(part.data, ...dcs, 'failsafe_mode')) === true) continue;
        yield {
          part,
          path: [...dcs, 'failsafe_mode'],
          message: 'failsafe_mode is off',
          why: 'while etcd has no quorum the primary gives up, though all members see each other: an outage of etcd is one of the database',
          fix: 'failsafe_mode: true',
          set: [[[...dcs, 'failsafe_mode'], 'true']],
        };
      }
    },
  },
  {
    id: 'PG07',
    title: 'no watchdog that is sure',
    severity: 'high',
    item: 'failover',
    reads: 'watchdog.mode',
    source: watchdog,
    *check(world): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        const mode = field(part.data, 'watchdog', 'mode');
        if (mode === 'required') continue;
        // A pod has no device, and a primary whose standby has left acknowledges nothing.
        const isStrict = booleanOf(field(part.data, 'bootstrap', 'dcs', 'synchronous_mode_strict'));
        if (field(part.data, 'kubernetes') !== undefined && isStrict === true) continue;
        const shown = mode === undefined ? 'automatic (the default)' : wordOf(mode);
        yield {
          part,
          path: ['watchdog', 'mode'],
          message: `watchdog.mode is ${shown}`,
          why: 'without a watchdog a Patroni that hangs leaves its PostgreSQL accepting writes after another was promoted: two primaries',
          fix: 'watchdog.mode: required, with /dev/watchdog given to Patroni',
          ...(mode === 'automatic' ? { set: [[['watchdog', 'mode'], 'required']] } : {}),
        };
      }
    },
  },
  {
    id: 'PG15',
    title: 'a rejoin that can not rewind',
    severity: 'medium',
    item: 'failover',
    reads: 'use_pg_rewind, wal_log_hints, data-checksums',
    source: 'https://www.postgresql.org/docs/current/app-pgrewind.html',
    *check(world): Generator<Sighting> {
      for (const { part, dcs, parameters } of clusters(world)) {
        const rewinds = booleanOf(field(part.data, ...dcs, 'postgresql', 'use_pg_rewind'));
        const hasChecksums = listOf(field(part.data, 'bootstrap', 'initdb')).some(
          (one) => one === 'data-checksums' || field(one, 'data-checksums') !== undefined,
        );
        const hasHints = booleanOf(parameters['wal_log_hints']) === true;
        if (rewinds === true && (hasChecksums || hasHints)) continue;
        if (rewinds === undefined && part.text.includes('use_pg_rewind')) continue;
        yield {
          part,
          path: [...dcs, 'postgresql', 'use_pg_rewind'],
          message:
            rewinds === true
              ? 'use_pg_rewind needs data checksums or wal_log_hints, and has neither'
              : 'use_pg_rewind is off',
          why: 'an old primary that went on for a moment is copied again whole: hours with one standby less',
          fix: 'use_pg_rewind: true and data-checksums at initdb',
        };
      }
    },
  },
];

/** The version of Patroni that an image names: `patroni:3.0.2`. */
function versionInImages(world: World): string | undefined {
  const images = [
    ...world.workloads.flatMap(({ containers }) => containers.map(({ image }) => image)),
    ...world.part('compose').flatMap(composeImages),
  ];
  return images
    .map((image) => /patroni[a-z-]*:v?(\d+\.\d+(?:\.\d+)?)/.exec(image)?.[1])
    .find((version) => version !== undefined);
}

function composeImages({ data }: Part): readonly string[] {
  return Object.values(mapOf(field(data, 'services'))).map(
    (service) => textOf(field(service, 'image')) ?? '',
  );
}

function writesBlindly(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major === 2 || (major === 3 && minor === 0 && patch < 3);
}
