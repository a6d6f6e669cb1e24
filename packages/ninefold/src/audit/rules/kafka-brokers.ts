import { objectOf } from '../../audit/kubernetes.ts';
import { field, listOf, mapOf, numberOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { brokers, controllers, copies, strimzi, strimziBrokers } from './kafka-settings.ts';
import { percent } from './words.ts';

const brokerDocs = 'https://kafka.apache.org/documentation/#brokerconfigs';

/** Keys that brokers know no more, since when, and why it matters. */
const goneKeys: readonly (readonly [pattern: RegExp, since: string, why: string])[] = [
  [
    /^replica\.lag\.max\.messages$/,
    '0.9',
    'it is ignored: a replica leaves the ISR by time alone (replica.lag.time.max.ms)',
  ],
  [
    /^zookeeper\./,
    '4.0',
    'Kafka 4 has no ZooKeeper: a broker with this file does not start in it, or starts without a cluster',
  ],
  [
    /^(?:inter\.broker\.protocol\.version|log\.message\.format\.version)$/,
    '4.0',
    'it is ignored: feature levels are set by kafka-features',
  ],
  [
    /^(?:control\.plane\.listener\.name|broker\.id\.generation\.enable|delegation\.token\.master\.key|password\.encoder\.)/,
    '4.0',
    'it was of ZooKeeper mode',
  ],
  [/^log\.message\.timestamp\.difference\.max\.ms$/, '4.0', 'it is ignored'],
];

/** Topics of Kafka's own, whose factor defaults to 3. */
const internalTopics = [
  'offsets.topic.replication.factor',
  'transaction.state.log.replication.factor',
  'share.coordinator.state.topic.replication.factor',
] as const;

export const brokerRules: readonly Rule[] = [
  {
    id: 'KF01',
    title: 'fewer than three copies',
    severity: 'critical',
    item: 'storage',
    reads: 'default.replication.factor, offsets and transaction topics',
    source: brokerDocs,
    *check(world): Generator<Sighting> {
      for (const one of copies(world)) {
        for (const [key, fallback] of [
          ['default.replication.factor', 1],
          ...internalTopics.map((key) => [key, 3] as const),
        ] as const) {
          const factor = one.number(key, fallback);
          if (factor >= 3) continue;
          yield {
            part: one.part,
            path: one.at(key),
            message: `${key} is ${factor}${one.has(key) ? '' : ' (the default)'}`,
            why:
              factor === 1
                ? 'the loss of one disk is the loss of its topics'
                : 'with 2 copies there is none to spare: acks=all either stops with one broker or waits for one copy alone',
            fix: `${key}=3`,
            set: [[one.at(key), '3']],
          };
        }
      }
    },
  },
  {
    id: 'KF02',
    title: 'min.insync.replicas that stops, or loses',
    severity: 'critical',
    item: 'storage',
    reads: 'default.replication.factor, min.insync.replicas',
    source: brokerDocs,
    *check(world): Generator<Sighting> {
      for (const one of copies(world)) {
        const factor = one.number('default.replication.factor', 1);
        const least = one.number('min.insync.replicas', 1);
        if (factor < 2 || (least > 1 && least < factor)) continue;
        const stops = least >= factor;
        yield {
          part: one.part,
          path: one.at('min.insync.replicas'),
          message: `min.insync.replicas ${least}${one.has('min.insync.replicas') ? '' : ' (the default)'} of ${factor} copies`,
          why: stops
            ? `${factor} - 1 = ${factor - 1} < ${least}: with one broker away every write with acks=all is refused`
            : 'acks=all is then content with the leader alone: its loss is the loss of what it acknowledged',
          fix: `min.insync.replicas=${Math.max(2, factor - 1)}`,
          ...(factor > 2 ? { set: [[one.at('min.insync.replicas'), String(factor - 1)]] } : {}),
        };
      }
    },
  },
  {
    id: 'KF04',
    title: 'a stale replica may lead',
    severity: 'critical',
    item: 'replication',
    reads: 'unclean.leader.election.enable',
    source: brokerDocs,
    *check(world): Generator<Sighting> {
      for (const one of copies(world)) {
        if (one.text('unclean.leader.election.enable') !== 'true') continue;
        yield {
          part: one.part,
          path: one.at('unclean.leader.election.enable'),
          message: 'unclean.leader.election.enable is true',
          why: 'a replica that was left behind may lead: acknowledged writes are cut off, on all copies',
          fix: 'false',
          set: [[one.at('unclean.leader.election.enable'), 'false']],
        };
      }
    },
  },
  {
    id: 'KF05',
    title: 'maintenance and one failure stop writes',
    severity: 'medium',
    item: 'storage',
    reads: 'default.replication.factor, min.insync.replicas, objective',
    source: 'RF - min.insync.replicas = brokers that may be away',
    *check(world, { objective }): Generator<Sighting> {
      if (objective !== undefined && objective < 0.9999) return;
      for (const one of copies(world)) {
        const [factor, least] = [
          one.number('default.replication.factor', 1),
          one.number('min.insync.replicas', 1),
        ];
        if (factor < 3 || factor - least >= 2) continue;
        yield {
          part: one.part,
          path: one.at('min.insync.replicas'),
          message: `${factor} copies, ${least} in sync: one broker may be away, and a rolling restart has one away all the time`,
          why: `${factor} - ${least} = ${factor - least} < 2: a failure during a restart stops writes${objective === undefined ? '' : `, against an objective of ${percent(objective)}`}`,
          fix: `default.replication.factor=${least + 2} with min.insync.replicas=${least}`,
          ...(objective === undefined ? { missing: ['objective'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'KF06',
    title: 'copies in one zone',
    severity: 'high',
    item: 'zones',
    reads: 'broker.rack, spec.kafka.rack of Strimzi, zones',
    source: brokerDocs,
    *check(world, { zones }): Generator<Sighting> {
      if (zones === 1) return;
      const without = [
        ...brokers(world)
          .filter((one) => !one.has('broker.rack'))
          .map(({ part }) => ({ part, path: ['broker.rack'] })),
        ...strimzi(world, 'Kafka')
          .filter((part) => field(part.data, 'spec', 'kafka', 'rack') === undefined)
          .map((part) => ({ part, path: ['spec', 'kafka', 'rack'] })),
      ];
      for (const { part, path } of without) {
        yield {
          part,
          path,
          message: `no ${path.at(-1)}${zones === undefined ? '' : `, and there are ${zones} zones`}`,
          why: 'without racks all copies of a partition may lie in one zone, and be lost with it',
          fix:
            path.length === 1
              ? 'broker.rack=<zone> on each broker'
              : 'spec.kafka.rack.topologyKey: topology.kubernetes.io/zone',
          ...(zones === undefined ? { severity: 'medium' } : {}),
        };
      }
    },
  },
  {
    id: 'KF07',
    title: 'controllers without a spare',
    severity: 'critical',
    item: 'failover',
    reads: 'controller.quorum.voters, controller.quorum.bootstrap.servers, zookeeper.connect',
    source: 'https://kafka.apache.org/documentation/#kraft_deployment',
    *check(world): Generator<Sighting> {
      for (const one of controllers(world)) {
        const key = [
          'controller.quorum.voters',
          'controller.quorum.bootstrap.servers',
          'zookeeper.connect',
        ].find((name) => one.has(name));
        const count =
          key === undefined
            ? 0
            : ((one.text(key) ?? '')
                .split('/')[0]
                ?.split(',')
                .filter((host) => host.trim() !== '').length ?? 0);
        if (key === undefined || (count >= 3 && count % 2 === 1)) continue;
        // A bootstrap list need not name them all.
        if (key === 'controller.quorum.bootstrap.servers' && count > 1) continue;
        yield {
          part: one.part,
          path: [key],
          message: `${count} ${key === 'zookeeper.connect' ? 'ZooKeeper servers' : 'controllers'}: ${Math.max(0, count - (Math.floor(count / 2) + 1))} may fail`,
          why: `a majority of ${count} is ${Math.floor(count / 2) + 1}; without it no partition gets a new leader`,
          fix: '3 or 5',
        };
      }
    },
  },
  {
    id: 'KF08',
    title: 'combined broker and controller',
    severity: 'medium',
    item: 'failover',
    reads: 'process.roles',
    source:
      'https://kafka.apache.org/documentation/#kraft_role (combined is not for critical deployments)',
    *check(world): Generator<Sighting> {
      for (const one of controllers(world)) {
        const roles = (one.text('process.roles') ?? '').split(',').map((role) => role.trim());
        if (!roles.includes('broker') || !roles.includes('controller')) continue;
        yield {
          part: one.part,
          path: ['process.roles'],
          message: 'one process is broker and controller',
          why: 'a broker that is overloaded takes a vote of the quorum with it, and neither can be restarted alone',
          fix: 'three processes with process.roles=controller',
        };
      }
    },
  },
  {
    id: 'KF09',
    title: 'data below /tmp',
    severity: 'critical',
    item: 'storage',
    reads: 'log.dirs, log.dir',
    source: `${brokerDocs} (log.dir defaults to /tmp/kafka-logs)`,
    *check(world): Generator<Sighting> {
      for (const one of controllers(world)) {
        const key = one.has('log.dirs') ? 'log.dirs' : 'log.dir';
        const folder = one.text('log.dirs') ?? one.text('log.dir');
        if (folder !== undefined && !/(?:^|,)\s*\/(?:var\/)?tmp(?:\/|,|$)/.test(folder)) continue;
        yield {
          part: one.part,
          path: [key],
          message:
            folder === undefined ? 'log.dirs is not set: /tmp/kafka-logs' : `log.dirs is ${folder}`,
          why: 'it is emptied at boot, or by a cleaner: all copies of a host are gone after a restart',
          fix: 'log.dirs=/var/lib/kafka/data',
        };
      }
    },
  },
  {
    id: 'KF10',
    title: 'a setting that Kafka knows no more',
    severity: 'high',
    item: 'storage',
    reads: 'all keys',
    source: 'https://kafka.apache.org/documentation/#upgrade_400 and notable changes of 0.9',
    *check(world): Generator<Sighting> {
      for (const { part } of controllers(world)) {
        for (const key of Object.keys(mapOf(part.data))) {
          const gone = goneKeys.find(([pattern]) => pattern.test(key));
          if (gone === undefined) continue;
          yield {
            part,
            path: [key],
            message: `${key} is gone since Kafka ${gone[1]}`,
            why: gone[2],
            fix: key.startsWith('zookeeper.')
              ? 'KRaft: process.roles, node.id and controller.quorum.voters'
              : 'without it',
          };
        }
      }
    },
  },
  {
    id: 'KF16',
    title: 'fsync taken for durability',
    severity: 'medium',
    item: 'storage',
    reads: 'log.flush.interval.messages, log.flush.interval.ms',
    source:
      'https://kafka.apache.org/documentation/#appvsosflush (leave it to the operating system)',
    *check(world): Generator<Sighting> {
      for (const one of copies(world)) {
        for (const key of ['log.flush.interval.messages', 'log.flush.interval.ms']) {
          if (!one.has(key)) continue;
          yield {
            part: one.part,
            path: one.at(key),
            message: `${key}=${one.text(key) ?? ''} forces fsync`,
            why: 'durability comes from copies; a flush blocks the log, and replicas fall out of the ISR when disks are slow',
            fix: 'without it',
          };
        }
      }
    },
  },
  {
    id: 'KF17',
    title: 'plaintext without authentication',
    severity: 'medium',
    item: 'failover',
    reads: 'listeners, advertised.listeners',
    source: 'https://kafka.apache.org/documentation/#security_overview',
    *check(world): Generator<Sighting> {
      for (const one of brokers(world)) {
        const listeners = one.text('listeners') ?? '';
        const open = /(?:^|,)\s*PLAINTEXT:\/\/(?:0\.0\.0\.0)?:\d+/.exec(listeners);
        if (open === null) continue;
        yield {
          part: one.part,
          path: ['listeners'],
          message: `${open[0]} is open to whoever reaches it`,
          why: 'any client may delete a topic, or take all connections',
          fix: 'SASL_SSL, or a listener on an inner network with ACLs',
        };
      }
    },
  },
  {
    id: 'KF18',
    title: 'one thread of connections for everybody',
    severity: 'low',
    item: 'capacity',
    reads: 'listeners, max.connections',
    source: brokerDocs,
    *check(world): Generator<Sighting> {
      for (const one of brokers(world)) {
        if (
          ['max.connections', 'max.connections.per.ip', 'max.connection.creation.rate'].some(
            (key) => one.has(key),
          ) ||
          !one.has('listeners')
        )
          continue;
        if ((one.text('listeners') ?? '').split(',').length > 1) continue;
        yield {
          part: one.part,
          path: ['listeners'],
          message: 'clients and replication share one listener without a bound on connections',
          why: 'a storm of reconnecting clients keeps the brokers from each other: replicas fall out of the ISR',
          fix: 'a listener for inter.broker.listener.name, and max.connections on the other',
        };
      }
    },
  },
  {
    id: 'KF22',
    title: 'more copies than brokers',
    severity: 'critical',
    item: 'storage',
    reads:
      'replication factors, KafkaNodePool and KafkaTopic of Strimzi, node.id, the number of brokers',
    source: `${brokerDocs} (a topic with more copies than live brokers is refused)`,
    *check(world, { brokers: known }): Generator<Sighting> {
      for (const { part, path, copies: factor, among } of copiesAmong(world)) {
        // What people say wins over what was seen.
        const count = known ?? among.count;
        if (factor < 2 || (count !== undefined && factor <= count)) continue;
        const unknown =
          among.count === undefined && among.lacks !== undefined
            ? among.lacks
            : 'how many there are is not known';
        yield {
          part,
          path,
          message:
            count === undefined
              ? `${factor} copies need ${factor} brokers; ${unknown}`
              : `${factor} copies, and ${count} ${count === 1 ? 'broker' : 'brokers'}: no topic can be made`,
          why: `each copy is on a broker of its own: ${factor} > ${count ?? 'the number of brokers'}, and with one broker away a topic of ${factor} copies needs ${factor + 1}`,
          fix: `${factor} brokers, or ${factor + 1} so that one may be away while topics are made`,
          ...(count === undefined ? { missing: ['brokers'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'KF23',
    title: 'a log that ends with its pod',
    severity: 'critical',
    item: 'storage',
    reads: 'storage of Strimzi Kafka and KafkaNodePool',
    source:
      'https://strimzi.io/docs/operators/latest/configuring.html#type-EphemeralStorage-reference',
    *check(world): Generator<Sighting> {
      for (const part of strimzi(world, 'Kafka', 'KafkaNodePool')) {
        for (const base of [
          ['spec', 'storage'],
          ['spec', 'kafka', 'storage'],
          ['spec', 'zookeeper', 'storage'],
        ]) {
          const storage = field(part.data, ...base);
          const volumes = listOf(field(storage, 'volumes'));
          const index = volumes.findIndex((one) => field(one, 'type') === 'ephemeral');
          if (field(storage, 'type') !== 'ephemeral' && index < 0) continue;
          yield {
            part,
            path: index < 0 ? [...base, 'type'] : [...base, 'volumes', index, 'type'],
            message: `${base.join('.')} is ephemeral`,
            why: `an emptyDir is deleted with its pod: a drain that moves every ${base[1] === 'zookeeper' ? 'ZooKeeper server' : 'broker'} once deletes every copy once, and each must be copied whole before the next`,
            fix: 'type: persistent-claim with a size',
          };
        }
      }
    },
  },
];

/** Each number of copies, with what says how many brokers there are for them. */
function* copiesAmong(world: World): Generator<{
  part: Part;
  path: readonly Step[];
  copies: number;
  among: { count?: number | undefined; lacks?: string };
}> {
  const ids = new Set(
    brokers(world).flatMap((one) => one.text('node.id') ?? one.text('broker.id') ?? []),
  );
  // One file may be the pattern of many brokers; several are all there are.
  const among = ids.size > 1 ? { count: ids.size } : {};
  for (const one of brokers(world)) {
    const factor = one.number('default.replication.factor', 1);
    yield { part: one.part, path: one.at('default.replication.factor'), copies: factor, among };
  }
  for (const kind of ['Kafka', 'KafkaTopic'] as const) {
    for (const part of strimzi(world, kind)) {
      const { namespace, name, labels } = objectOf(part);
      const cluster = kind === 'Kafka' ? name : labels['strimzi.io/cluster'];
      if (cluster === undefined) continue;
      const path =
        kind === 'Kafka'
          ? ['spec', 'kafka', 'config', 'default.replication.factor']
          : ['spec', 'replicas'];
      yield {
        part,
        path,
        copies: numberOf(field(part.data, ...path)) ?? 1,
        among: strimziBrokers(world, { namespace, name: cluster }),
      };
    }
  }
}
