import { mapOf, textOf } from '../../audit/part.js';
import { seconds } from './words.js';
const brokerDocs = 'https://kafka.apache.org/documentation/#brokerconfigs';
const producerDocs = 'https://kafka.apache.org/documentation/#producerconfigs';
const consumerDocs = 'https://kafka.apache.org/documentation/#consumerconfigs';
function settingsOf(part) {
    const data = mapOf(part.data);
    const text = (key) => textOf(data[key])?.trim();
    return {
        part,
        text,
        has: (key) => text(key) !== undefined,
        number: (key, fallback) => {
            const value = text(key);
            return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : fallback;
        },
    };
}
const brokers = (world) => world
    .part('kafka-broker')
    .map(settingsOf)
    .filter((one) => !isController(one));
const controllers = (world) => world.part('kafka-broker').map(settingsOf);
const producers = (world) => world.part('kafka-producer').map(settingsOf);
const consumers = (world) => world.part('kafka-consumer').map(settingsOf);
function isController(one) {
    return one.text('process.roles') === 'controller';
}
/** Keys that brokers know no more, since when, and why it matters. */
const goneKeys = [
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
    [
        /^(?:log\.cleaner\.enable|log\.message\.timestamp\.difference\.max\.ms)$/,
        '4.0',
        'it is ignored',
    ],
];
const internalTopics = [
    'offsets.topic.replication.factor',
    'transaction.state.log.replication.factor',
];
export const kafkaRules = [
    {
        id: 'KF01',
        title: 'fewer than three copies',
        severity: 'critical',
        item: 'storage',
        reads: 'default.replication.factor, offsets and transaction topics',
        source: brokerDocs,
        *check(world) {
            for (const one of brokers(world)) {
                for (const [key, fallback] of [
                    ['default.replication.factor', 1],
                    [internalTopics[0], 3],
                    [internalTopics[1], 3],
                ]) {
                    const factor = one.number(key, fallback);
                    if (factor >= 3)
                        continue;
                    yield {
                        part: one.part,
                        path: [key],
                        message: `${key} is ${factor}${one.has(key) ? '' : ' (the default)'}`,
                        why: factor === 1
                            ? 'the loss of one disk is the loss of its topics'
                            : 'with 2 copies there is none to spare: acks=all either stops with one broker or waits for one copy alone',
                        fix: `${key}=3`,
                        set: [[[key], '3']],
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
        *check(world) {
            for (const one of brokers(world)) {
                const factor = one.number('default.replication.factor', 1);
                const least = one.number('min.insync.replicas', 1);
                if (factor < 2 || (least > 1 && least < factor))
                    continue;
                const stops = least >= factor;
                yield {
                    part: one.part,
                    path: ['min.insync.replicas'],
                    message: `min.insync.replicas ${least}${one.has('min.insync.replicas') ? '' : ' (the default)'} of ${factor} copies`,
                    why: stops
                        ? `${factor} - 1 = ${factor - 1} < ${least}: with one broker away every write with acks=all is refused`
                        : 'acks=all is then content with the leader alone: its loss is the loss of what it acknowledged',
                    fix: `min.insync.replicas=${Math.max(2, factor - 1)}`,
                    ...(factor > 2 ? { set: [[['min.insync.replicas'], String(factor - 1)]] } : {}),
                };
            }
        },
    },
    {
        id: 'KF03',
        title: 'acks that make min.insync.replicas idle',
        severity: 'critical',
        item: 'replication',
        reads: 'producer acks, broker min.insync.replicas',
        source: producerDocs,
        *check(world) {
            const least = Math.max(0, ...brokers(world).map((one) => one.number('min.insync.replicas', 1)));
            for (const one of producers(world)) {
                const acks = one.text('acks');
                if (acks === undefined || acks === 'all' || acks === '-1')
                    continue;
                yield {
                    part: one.part,
                    path: ['acks'],
                    message: `acks=${acks}${least > 1 ? `, so that min.insync.replicas ${least} of the brokers is never asked` : ''}`,
                    why: acks === '0'
                        ? 'a write is called done before it was sent'
                        : 'a write is called done when the leader has it: a failover loses it',
                    fix: 'acks=all',
                    set: [[['acks'], 'all']],
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
        *check(world) {
            for (const one of brokers(world)) {
                if (one.text('unclean.leader.election.enable') !== 'true')
                    continue;
                yield {
                    part: one.part,
                    path: ['unclean.leader.election.enable'],
                    message: 'unclean.leader.election.enable is true',
                    why: 'a replica that was left behind may lead: acknowledged writes are cut off, on all copies',
                    fix: 'false',
                    set: [[['unclean.leader.election.enable'], 'false']],
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
        *check(world, { objective }) {
            if (objective === undefined || objective < 0.9999)
                return;
            for (const one of brokers(world)) {
                const [factor, least] = [
                    one.number('default.replication.factor', 1),
                    one.number('min.insync.replicas', 1),
                ];
                if (factor < 3 || factor - least >= 2)
                    continue;
                yield {
                    part: one.part,
                    path: ['min.insync.replicas'],
                    message: `${factor} copies, ${least} in sync: one broker may be away, and a rolling restart has one away all the time`,
                    why: `${factor} - ${least} = ${factor - least} < 2: a failure during a restart stops writes, against an objective of ${objective * 100}%`,
                    fix: 'default.replication.factor=4 with min.insync.replicas=2',
                };
            }
        },
    },
    {
        id: 'KF06',
        title: 'copies in one zone',
        severity: 'high',
        item: 'zones',
        reads: 'broker.rack, zones',
        source: brokerDocs,
        *check(world, { zones }) {
            if (zones === 1)
                return;
            for (const one of brokers(world)) {
                if (one.has('broker.rack'))
                    continue;
                yield {
                    part: one.part,
                    path: ['broker.rack'],
                    message: 'no broker.rack',
                    why: 'without racks all copies of a partition may lie in one zone, and be lost with it',
                    fix: 'broker.rack=<zone> on each broker',
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
        *check(world) {
            for (const one of controllers(world)) {
                const key = [
                    'controller.quorum.voters',
                    'controller.quorum.bootstrap.servers',
                    'zookeeper.connect',
                ].find((name) => one.has(name));
                const count = key === undefined
                    ? 0
                    : ((one.text(key) ?? '')
                        .split('/')[0]
                        ?.split(',')
                        .filter((host) => host.trim() !== '').length ?? 0);
                if (key === undefined || (count >= 3 && count % 2 === 1))
                    continue;
                // A bootstrap list need not name them all.
                if (key === 'controller.quorum.bootstrap.servers' && count > 1)
                    continue;
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
        source: 'https://kafka.apache.org/documentation/#kraft_role (combined is not for critical deployments)',
        *check(world) {
            for (const one of controllers(world)) {
                const roles = (one.text('process.roles') ?? '').split(',').map((role) => role.trim());
                if (!roles.includes('broker') || !roles.includes('controller'))
                    continue;
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
        *check(world) {
            for (const one of controllers(world)) {
                const key = one.has('log.dirs') ? 'log.dirs' : 'log.dir';
                const folder = one.text('log.dirs') ?? one.text('log.dir');
                if (folder !== undefined && !/(?:^|,)\s*\/(?:var\/)?tmp(?:\/|,|$)/.test(folder))
                    continue;
                yield {
                    part: one.part,
                    path: [key],
                    message: folder === undefined ? 'log.dirs is not set: /tmp/kafka-logs' : `log.dirs is ${folder}`,
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
        *check(world) {
            for (const { part } of controllers(world)) {
                for (const key of Object.keys(mapOf(part.data))) {
                    const gone = goneKeys.find(([pattern]) => pattern.test(key));
                    if (gone === undefined)
                        continue;
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
        id: 'KF11',
        title: 'a delivery that outlives its caller',
        severity: 'high',
        item: 'timeouts',
        reads: 'delivery.timeout.ms, linger.ms, request.timeout.ms, upstream deadline',
        source: `${producerDocs} (delivery.timeout.ms >= linger.ms + request.timeout.ms)`,
        *check(world, { upstreamDeadlineMs: deadline }) {
            for (const one of producers(world)) {
                const [delivery, linger, request] = [
                    one.number('delivery.timeout.ms', 120_000),
                    one.number('linger.ms', 5),
                    one.number('request.timeout.ms', 30_000),
                ];
                if (delivery < linger + request) {
                    yield {
                        part: one.part,
                        path: ['delivery.timeout.ms'],
                        message: `delivery.timeout.ms ${delivery} < linger.ms ${linger} + request.timeout.ms ${request}`,
                        why: 'the producer refuses to start',
                        fix: `delivery.timeout.ms=${linger + 2 * request}`,
                        severity: 'critical',
                    };
                }
                else if (deadline === undefined) {
                    yield {
                        part: one.part,
                        path: ['delivery.timeout.ms'],
                        message: `a send may take ${seconds(delivery / 1000)}`,
                        why: 'whoever waits for it must wait as long, or he is told "failed" of what is then written',
                        fix: "below the caller's deadline, or an outbox",
                        missing: ['upstreamDeadlineMs'],
                        severity: 'low',
                    };
                }
                else if (delivery > deadline) {
                    yield {
                        part: one.part,
                        path: ['delivery.timeout.ms'],
                        message: `a send may take ${seconds(delivery / 1000)}, and the caller waits ${seconds(deadline / 1000)}`,
                        why: 'the caller is told "failed" and asks again, while the first is still written',
                        fix: `delivery.timeout.ms below ${deadline}, with request.timeout.ms below a third of it`,
                    };
                }
            }
        },
    },
    {
        id: 'KF12',
        title: 'no idempotence',
        severity: 'high',
        item: 'idempotency',
        reads: 'enable.idempotence, max.in.flight.requests.per.connection, retries, acks',
        source: producerDocs,
        *check(world) {
            for (const one of producers(world)) {
                const flight = one.number('max.in.flight.requests.per.connection', 5);
                const retries = one.number('retries', 2_147_483_647);
                const acks = one.text('acks') ?? 'all';
                const key = one.text('enable.idempotence') === 'false'
                    ? 'enable.idempotence'
                    : flight > 5
                        ? 'max.in.flight.requests.per.connection'
                        : retries === 0
                            ? 'retries'
                            : acks !== 'all' && acks !== '-1'
                                ? 'acks'
                                : undefined;
                if (key === undefined)
                    continue;
                yield {
                    part: one.part,
                    path: [key],
                    message: `${key}=${one.text(key) ?? ''} switches idempotence off`,
                    why: retries === 0
                        ? 'and the first hiccup of a broker is a lost message'
                        : 'a retry after a lost answer writes twice, and out of order',
                    fix: 'enable.idempotence=true, acks=all, at most 5 in flight',
                    ...(key === 'enable.idempotence' ? { set: [[[key], 'true']] } : {}),
                };
            }
        },
    },
    {
        id: 'KF13',
        title: 'a request gives up before a replica is given up',
        severity: 'medium',
        item: 'timeouts',
        reads: 'producer request.timeout.ms, broker replica.lag.time.max.ms',
        source: `${producerDocs} (request.timeout.ms should be larger than replica.lag.time.max.ms)`,
        *check(world) {
            const lag = Math.max(0, ...brokers(world).map((one) => one.number('replica.lag.time.max.ms', 30_000)));
            if (lag === 0)
                return;
            for (const one of producers(world)) {
                const request = one.number('request.timeout.ms', 30_000);
                if (request > lag)
                    continue;
                yield {
                    part: one.part,
                    path: ['request.timeout.ms'],
                    message: `request.timeout.ms ${request} is not above replica.lag.time.max.ms ${lag}`,
                    why: 'while a replica hangs, each request times out before the leader has left it out: the producer repeats what was about to be acknowledged',
                    fix: `replica.lag.time.max.ms below ${request} on the brokers, such as 10000`,
                };
            }
        },
    },
    {
        id: 'KF14',
        title: 'a producer that can not start',
        severity: 'critical',
        item: 'idempotency',
        reads: 'key.serializer, value.serializer',
        source: producerDocs,
        *check(world) {
            for (const one of producers(world)) {
                if (!one.part.file.endsWith('.java') &&
                    !one.has('key.serializer') &&
                    !one.has('value.serializer'))
                    continue;
                for (const key of ['key.serializer', 'value.serializer']) {
                    if (one.has(key))
                        continue;
                    yield {
                        part: one.part,
                        path: [key],
                        message: `${key} is missing`,
                        why: 'it has no default: the constructor of KafkaProducer throws a ConfigException',
                        fix: `${key}=org.apache.kafka.common.serialization.StringSerializer`,
                    };
                }
            }
        },
    },
    {
        id: 'KF15',
        title: 'a way in that is too narrow, or leads elsewhere',
        severity: 'high',
        item: 'balancer',
        reads: 'bootstrap.servers, advertised.listeners',
        source: producerDocs,
        *check(world) {
            const advertised = brokers(world).flatMap((one) => [...(one.text('advertised.listeners') ?? '').matchAll(/:\/\/([^:,\s]+):\d+/g)].map(([, host = '']) => host));
            for (const one of [...producers(world), ...consumers(world)]) {
                const hosts = (one.text('bootstrap.servers') ?? '')
                    .split(',')
                    .map((host) => host.trim())
                    .filter((host) => host !== '');
                if (hosts.length === 1 && !/\$\{|bootstrap|svc|headless|localhost/.test(hosts[0] ?? '')) {
                    yield {
                        part: one.part,
                        path: ['bootstrap.servers'],
                        message: `one bootstrap server, ${hosts[0] ?? ''}`,
                        why: 'while it is away no client can start, though the cluster is whole',
                        fix: 'three of them',
                    };
                }
                const bare = hosts.map((host) => host.replace(/:\d+$/, ''));
                const foreign = advertised.find((host) => host.includes('.') &&
                    bare.some((name) => !name.includes('.') && host.startsWith(`${name}.`)));
                if (foreign === undefined)
                    continue;
                yield {
                    part: one.part,
                    path: ['bootstrap.servers'],
                    message: `clients know ${bare[0] ?? ''}, and the broker sends them on to ${foreign}`,
                    why: 'one of the two names does not resolve outside its own namespace: the client finds the cluster and then loses it',
                    fix: 'advertised.listeners with the name that clients resolve',
                };
            }
        },
    },
    {
        id: 'KF16',
        title: 'fsync taken for durability',
        severity: 'medium',
        item: 'storage',
        reads: 'log.flush.interval.messages, log.flush.interval.ms',
        source: 'https://kafka.apache.org/documentation/#appvsosflush (leave it to the operating system)',
        *check(world) {
            for (const one of brokers(world)) {
                for (const key of ['log.flush.interval.messages', 'log.flush.interval.ms']) {
                    if (!one.has(key))
                        continue;
                    yield {
                        part: one.part,
                        path: [key],
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
        *check(world) {
            for (const one of brokers(world)) {
                const listeners = one.text('listeners') ?? '';
                const open = /(?:^|,)\s*PLAINTEXT:\/\/(?:0\.0\.0\.0)?:\d+/.exec(listeners);
                if (open === null)
                    continue;
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
        *check(world) {
            for (const one of brokers(world)) {
                if (['max.connections', 'max.connections.per.ip', 'max.connection.creation.rate'].some((key) => one.has(key)) ||
                    !one.has('listeners'))
                    continue;
                if ((one.text('listeners') ?? '').split(',').length > 1)
                    continue;
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
        id: 'KF19',
        title: 'offsets committed before the work is done',
        severity: 'high',
        item: 'idempotency',
        reads: 'enable.auto.commit, max.poll.interval.ms',
        source: consumerDocs,
        *check(world) {
            for (const one of consumers(world)) {
                if ((one.text('enable.auto.commit') ?? 'true') !== 'true')
                    continue;
                yield {
                    part: one.part,
                    path: ['enable.auto.commit'],
                    message: `enable.auto.commit is true${one.has('enable.auto.commit') ? '' : ' (the default)'}`,
                    why: 'an offset is committed by the clock: a crash skips messages that were handed over and not done',
                    fix: 'enable.auto.commit=false, and a commit after the work',
                };
            }
        },
    },
    {
        id: 'KF20',
        title: 'messages are skipped when an offset is lost',
        severity: 'high',
        item: 'idempotency',
        reads: 'auto.offset.reset',
        source: `${consumerDocs} (the default is latest)`,
        *check(world) {
            for (const one of consumers(world)) {
                const reset = one.text('auto.offset.reset') ?? 'latest';
                if (reset !== 'latest')
                    continue;
                yield {
                    part: one.part,
                    path: ['auto.offset.reset'],
                    message: 'auto.offset.reset is latest',
                    why: 'a new partition, or a group that was away longer than offsets are kept, begins at the end: what came before is never read',
                    fix: 'earliest, or none',
                };
            }
        },
    },
    {
        id: 'KF21',
        title: 'each restart is a rebalance',
        severity: 'medium',
        item: 'shutdown',
        reads: 'group.instance.id, session.timeout.ms, partition.assignment.strategy',
        source: consumerDocs,
        *check(world) {
            for (const one of consumers(world)) {
                const session = one.number('session.timeout.ms', 45_000);
                const beat = one.number('heartbeat.interval.ms', 3000);
                if (session >= 3 * beat)
                    continue;
                yield {
                    part: one.part,
                    path: ['session.timeout.ms'],
                    message: `session.timeout.ms ${session} is less than 3 x heartbeat.interval.ms ${beat}`,
                    why: 'one lost heartbeat throws the consumer out: all partitions stop for a rebalance',
                    fix: `session.timeout.ms=${Math.max(45_000, 3 * beat)}`,
                };
            }
        },
    },
];
//# sourceMappingURL=kafka.js.map