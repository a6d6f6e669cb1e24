import type { Rule, Sighting } from '../../audit/rule.ts';
import { brokers, consumers, copies, producers } from './kafka-settings.ts';
import { seconds } from './words.ts';

const producerDocs = 'https://kafka.apache.org/documentation/#producerconfigs';
const consumerDocs = 'https://kafka.apache.org/documentation/#consumerconfigs';

export const clientRules: readonly Rule[] = [
  {
    id: 'KF03',
    title: 'acks that make min.insync.replicas idle',
    severity: 'critical',
    item: 'replication',
    reads: 'producer acks, broker default.replication.factor and min.insync.replicas',
    source: producerDocs,
    *check(world): Generator<Sighting> {
      const [cluster] = copies(world);
      const factor = cluster?.number('default.replication.factor', 1) ?? 1;
      const least = cluster?.number('min.insync.replicas', 1) ?? 1;
      for (const one of producers(world)) {
        const acks = one.text('acks');
        if (acks === undefined || acks === 'all' || acks === '-1') continue;
        yield {
          part: one.part,
          path: ['acks'],
          message: `acks=${acks}${least > 1 ? `: of ${factor} copies ${acks} must have a write, and min.insync.replicas ${least} is never asked` : ''}`,
          why:
            acks === '0'
              ? 'a write is called done before it was sent'
              : `a write is called done when the leader has it: its loss within the ${factor > 1 ? `${factor - 1} others' lag` : 'next moment'} loses the write`,
          fix: 'acks=all',
          set: [[['acks'], 'all']],
        };
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
    *check(world, { upstreamDeadlineMs: deadline }): Generator<Sighting> {
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
        } else if (deadline === undefined) {
          yield {
            part: one.part,
            path: ['delivery.timeout.ms'],
            message: `a send may take ${seconds(delivery / 1000)}`,
            why: 'whoever waits for it must wait as long, or he is told "failed" of what is then written',
            fix: "below the caller's deadline, or an outbox",
            missing: ['upstreamDeadlineMs'],
            severity: 'low',
          };
        } else if (delivery > deadline) {
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
    *check(world): Generator<Sighting> {
      for (const one of producers(world)) {
        const flight = one.number('max.in.flight.requests.per.connection', 5);
        const retries = one.number('retries', 2_147_483_647);
        const acks = one.text('acks') ?? 'all';
        const key =
          one.text('enable.idempotence') === 'false'
            ? 'enable.idempotence'
            : flight > 5
              ? 'max.in.flight.requests.per.connection'
              : retries === 0
                ? 'retries'
                : acks !== 'all' && acks !== '-1'
                  ? 'acks'
                  : undefined;
        if (key === undefined) continue;
        yield {
          part: one.part,
          path: [key],
          message: `${key}=${one.text(key) ?? ''} switches idempotence off`,
          why:
            retries === 0
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
    *check(world): Generator<Sighting> {
      const lag = Math.max(
        0,
        ...brokers(world).map((one) => one.number('replica.lag.time.max.ms', 30_000)),
      );
      if (lag === 0) return;
      for (const one of producers(world)) {
        const request = one.number('request.timeout.ms', 30_000);
        if (request > lag) continue;
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
    *check(world): Generator<Sighting> {
      for (const one of producers(world)) {
        if (
          !one.part.file.endsWith('.java') &&
          !one.has('key.serializer') &&
          !one.has('value.serializer')
        )
          continue;
        for (const key of ['key.serializer', 'value.serializer']) {
          if (one.has(key)) continue;
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
    *check(world): Generator<Sighting> {
      const advertised = brokers(world).flatMap((one) =>
        [...(one.text('advertised.listeners') ?? '').matchAll(/:\/\/([^:,\s]+):\d+/g)].map(
          ([, host = '']) => host,
        ),
      );
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
        const foreign = advertised.find(
          (host) =>
            host.includes('.') &&
            bare.some((name) => !name.includes('.') && host.startsWith(`${name}.`)),
        );
        if (foreign === undefined) continue;
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
    id: 'KF19',
    title: 'offsets committed before the work is done',
    severity: 'high',
    item: 'idempotency',
    reads: 'enable.auto.commit, max.poll.interval.ms',
    source: consumerDocs,
    *check(world): Generator<Sighting> {
      for (const one of consumers(world)) {
        if ((one.text('enable.auto.commit') ?? 'true') !== 'true') continue;
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
    *check(world): Generator<Sighting> {
      for (const one of consumers(world)) {
        const reset = one.text('auto.offset.reset') ?? 'latest';
        if (reset !== 'latest') continue;
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
    *check(world): Generator<Sighting> {
      for (const one of consumers(world)) {
        const session = one.number('session.timeout.ms', 45_000);
        const beat = one.number('heartbeat.interval.ms', 3000);
        if (session >= 3 * beat) continue;
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
  {
    id: 'KF24',
    title: 'a producer less patient than a failover',
    severity: 'high',
    item: 'retry',
    reads: 'delivery.timeout.ms, RTO',
    source: `${producerDocs} (delivery.timeout.ms bounds all retries together)`,
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const one of producers(world)) {
        const delivery = one.number('delivery.timeout.ms', 120_000);
        if (rtoMs !== undefined && delivery >= rtoMs) continue;
        yield {
          part: one.part,
          path: ['delivery.timeout.ms'],
          message: `a send is given up after ${seconds(delivery / 1000)}${rtoMs === undefined ? '' : `, and a failover may take ${seconds(rtoMs / 1000)}`}`,
          why: 'what is not delivered by then is dropped, unless the app keeps it: each failover that the promise allows loses writes',
          fix:
            rtoMs === undefined
              ? 'delivery.timeout.ms above the RTO'
              : `delivery.timeout.ms=${Math.ceil((rtoMs * 1.5) / 1000) * 1000}, or an outbox that sends again`,
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
];
