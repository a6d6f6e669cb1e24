import { field, listOf, mapOf, numberOf, textOf } from '../../audit/part.ts';
import type { Part } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { membersSource, kafkaVariables, systemOf } from './members.ts';
import type { MemberSystem } from './members.ts';
import { isDatabase } from './words.ts';

const spec = 'https://docs.docker.com/reference/compose-file/services/';

function* servicesIn(world: World): Generator<{ part: Part; name: string; service: unknown }> {
  for (const part of world.part('compose')) {
    for (const [name, service] of Object.entries(mapOf(field(part.data, 'services'))))
      yield { part, name, service };
  }
}

export const composeRules: readonly Rule[] = [
  {
    id: 'CO01',
    title: 'nobody starts it again',
    severity: 'high',
    item: 'failover',
    reads: 'restart, deploy.restart_policy',
    source: `${spec}#restart`,
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const restart = textOf(field(service, 'restart'));
        if (
          (restart !== undefined && restart !== 'no') ||
          field(service, 'deploy', 'restart_policy') !== undefined
        )
          continue;
        if (field(service, 'image') === undefined && field(service, 'build') === undefined)
          continue;
        // What others wait to see completed is a job.
        const isJob = Object.values(mapOf(field(part.data, 'services'))).some(
          (one) => field(one, 'depends_on', name, 'condition') === 'service_completed_successfully',
        );
        if (isJob) continue;
        yield {
          part,
          path: ['services', name],
          message: `${name} has no restart policy`,
          why: 'after a crash, or a reboot of the host, it stays down until a person starts it',
          fix: 'restart: unless-stopped',
          set: [[['services', name, 'restart'], 'unless-stopped']],
        };
      }
    },
  },
  {
    id: 'CO02',
    title: 'no health check',
    severity: 'medium',
    item: 'health',
    reads: 'healthcheck, depends_on',
    source: `${spec}#healthcheck`,
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const isNeeded = Object.values(mapOf(field(part.data, 'services'))).some(
          (one) =>
            field(one, 'depends_on', name) !== undefined ||
            listOf(field(one, 'depends_on')).includes(name),
        );
        if (!isNeeded || field(service, 'healthcheck') !== undefined) continue;
        yield {
          part,
          path: ['services', name],
          message: `others depend on ${name}, which has no healthcheck`,
          why: 'they are started when its process exists, not when it answers: a boot after a power cut fails in a new order each time',
          fix: 'healthcheck, and condition: service_healthy',
        };
      }
    },
  },
  {
    id: 'CO03',
    title: 'waits for a start, not for health',
    severity: 'low',
    item: 'health',
    reads: 'depends_on',
    source: `${spec}#depends_on`,
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const needed = listOf(field(service, 'depends_on'))
          .map(textOf)
          .filter((one) => one !== undefined);
        const healthy = needed.filter(
          (one) => field(part.data, 'services', one, 'healthcheck') !== undefined,
        );
        if (healthy.length === 0) continue;
        yield {
          part,
          path: ['services', name, 'depends_on'],
          message: `${name} does not wait until ${healthy.join(', ')} ${healthy.length === 1 ? 'is' : 'are'} healthy`,
          why: 'the short form waits for a start only',
          fix: `depends_on: { ${healthy[0] ?? ''}: { condition: service_healthy } }`,
        };
      }
    },
  },
  {
    id: 'CO04',
    title: 'data that ends with its container',
    severity: 'critical',
    item: 'storage',
    reads: 'images, volumes',
    source: 'https://docs.docker.com/engine/storage/',
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const image = textOf(field(service, 'image')) ?? '';
        if (!isDatabase(image) || listOf(field(service, 'volumes')).length > 0) continue;
        yield {
          part,
          path: ['services', name, 'image'],
          message: `${name} runs ${image} without a volume`,
          why: '"docker compose down", and each new image, deletes what it holds or leaves it where nobody looks',
          fix: 'a named volume at its data path',
          ...(/redis|valkey/.test(image) ? { severity: 'medium' } : {}),
        };
      }
    },
  },
  {
    id: 'CO05',
    title: 'stopped in the middle of its requests',
    severity: 'medium',
    item: 'shutdown',
    reads: 'stop_grace_period, longest request',
    source: `${spec}#stop_grace_period (10 s by default)`,
    *check(world, { longestRequestMs }): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const match = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(
          textOf(field(service, 'stop_grace_period')) ?? '10s',
        );
        const graceMs = (Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0)) * 1000;
        if (
          match === null ||
          (longestRequestMs !== undefined && graceMs > longestRequestMs) ||
          listOf(field(service, 'ports')).length === 0
        )
          continue;
        yield {
          part,
          path: ['services', name, 'stop_grace_period'],
          message: `${name} is killed ${graceMs / 1000} s after it is told to stop${longestRequestMs === undefined ? '' : `, and a request may take ${longestRequestMs / 1000} s`}`,
          why: `SIGKILL comes while requests are in flight that take longer than ${graceMs / 1000} s`,
          fix:
            longestRequestMs === undefined
              ? 'a stop_grace_period above the longest request'
              : `stop_grace_period: ${Math.ceil(longestRequestMs / 1000) + 5}s`,
          ...(longestRequestMs === undefined
            ? { missing: ['longestRequestMs'], severity: 'low' }
            : {}),
        };
      }
    },
  },
  {
    id: 'CO06',
    title: 'all members on one host',
    severity: 'high',
    item: 'storage',
    reads: 'images of systems with a quorum or with copies',
    source: membersSource,
    *check(world): Generator<Sighting> {
      for (const part of world.part('compose')) {
        for (const [system, names] of membersIn(part)) {
          if (names.length < 3) continue;
          const what = system === 'votes' ? 'members of a quorum' : 'nodes with copies';
          yield {
            part,
            path: ['services', names[0] ?? ''],
            message: `${names.length} ${system === 'brokers' ? 'brokers of Kafka' : what} stand on one host: ${names.join(', ')}`,
            why: `${names.length} processes on one host survive what one process does: the host takes ${system === 'votes' ? 'them' : 'every copy'} along`,
            fix: `${names.length} hosts`,
          };
        }
      }
    },
  },
  {
    id: 'CO07',
    title: 'an image that may change',
    severity: 'low',
    item: 'shutdown',
    reads: 'images',
    source: `${spec}#image`,
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const image = textOf(field(service, 'image')) ?? '';
        const last = image.slice(image.lastIndexOf('/') + 1);
        if (
          image === '' ||
          image.includes('@') ||
          image.includes('$') ||
          (last.includes(':') && !last.endsWith(':latest'))
        )
          continue;
        if (field(service, 'build') !== undefined) continue;
        yield {
          part,
          path: ['services', name, 'image'],
          message: `${name} runs ${image}, whatever that is on the day`,
          why: 'there is no release to go back to',
          fix: 'a version, or a digest',
        };
      }
    },
  },
  {
    id: 'CO08',
    title: 'memory without a limit',
    severity: 'low',
    item: 'capacity',
    reads: 'mem_limit, deploy.resources',
    source: 'https://docs.docker.com/engine/containers/resource_constraints/',
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        const many = Object.keys(mapOf(field(part.data, 'services'))).length > 1;
        const isBounded =
          field(service, 'mem_limit') !== undefined ||
          field(service, 'deploy', 'resources', 'limits', 'memory') !== undefined;
        if (
          !many ||
          isBounded ||
          !isDatabase(textOf(field(service, 'image')) ?? '') ||
          numberOf(field(service, 'scale')) === 0
        )
          continue;
        yield {
          part,
          path: ['services', name],
          message: `nothing bounds the memory of its neighbours, and ${name} keeps data`,
          why: 'when one service leaks, the kernel ends the largest process of the host: the database',
          fix: 'mem_limit on each service',
        };
      }
    },
  },
  {
    id: 'CO09',
    title: 'logs that go nowhere',
    severity: 'medium',
    item: 'logs',
    reads: 'logging.driver',
    source: 'https://docs.docker.com/engine/logging/configure/ (none: no logs are available)',
    *check(world): Generator<Sighting> {
      for (const { part, name, service } of servicesIn(world)) {
        if (field(service, 'logging', 'driver') !== 'none') continue;
        yield {
          part,
          path: ['services', name, 'logging', 'driver'],
          message: `${name} logs to nobody`,
          why: 'driver none keeps no line: after an outage nothing says why, and the next one is as long',
          fix: 'a driver that ships lines, such as journald or fluentd',
        };
      }
    },
  },
];

/** Services of each system that keeps copies or votes, by image: etcd beside ZooKeeper is no member of it. */
function membersIn(part: Part): readonly (readonly [system: MemberSystem, names: string[]])[] {
  const found = new Map<string, [system: MemberSystem, names: string[]]>();
  for (const [name, service] of Object.entries(mapOf(field(part.data, 'services')))) {
    const image = textOf(field(service, 'image')) ?? '';
    const system = systemOf(image, name, variableOf(service, kafkaVariables('process.roles')));
    if (system === undefined) continue;
    const key = `${system} ${image.replace(/[:@].*$/, '')}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [system, [name]]);
    else known[1].push(name);
  }
  return [...found.values()];
}

/** A variable of a service, whose environment is a mapping or a list of `NAME=value`. */
function variableOf(service: unknown, names: readonly string[]): string | undefined {
  const environment = field(service, 'environment');
  for (const name of names) {
    const line = listOf(environment).find((one) => textOf(one)?.startsWith(`${name}=`) === true);
    const value = textOf(line)?.slice(name.length + 1) ?? textOf(field(environment, name));
    if (value !== undefined) return value;
  }
  return undefined;
}
