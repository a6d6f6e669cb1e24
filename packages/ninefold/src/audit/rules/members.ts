import type { Workload } from '../../audit/kubernetes.ts';
import { field, listOf, mapOf, textOf } from '../../audit/part.ts';
import type { World } from '../../audit/world.ts';
import { texts } from './words.ts';

/** A system whose processes are members of one thing, and what its members hold. */
export type MemberSystem = 'votes' | 'brokers' | 'ranges';

/** Systems that stop when fewer than a majority of their members are there. */
const voters = /(?:^|\/)(etcd|zookeeper|consul|vault|nats|mongo|mongodb|rabbitmq)(?:[:@]|$)/i;
const kafka = /(?:^|\/)(?:kafka|kafka-native|cp-kafka|cp-server)(?:[:@]|$)/i;
const cockroach = /(?:^|\/)cockroach(?:db)?(?:[:@]|$)/i;

/**
 * What the members of a system hold, by its image. Kafka's brokers hold copies of partitions, and each
 * partition asks for enough of its own; only its controllers vote. One process may be both, and is then
 * `brokers` too.
 *
 * @param name of the process: `controller` in it says what a file elsewhere may say
 * @param roles `process.roles`, where known
 */
export function systemOf(image: string, name: string, roles?: string): MemberSystem | undefined {
  if (voters.test(image)) return 'votes';
  if (cockroach.test(image)) return 'ranges';
  if (!kafka.test(image)) return undefined;
  const isController =
    roles === undefined ? /controller/i.test(name) : roles.trim() === 'controller';
  return isController ? 'votes' : 'brokers';
}

/** How the images of Kafka name a setting in their environment. */
export function kafkaVariables(key: string): readonly string[] {
  const name = key.toUpperCase().replaceAll('.', '_');
  return [`KAFKA_${name}`, `KAFKA_CFG_${name}`];
}

/** Why so many must be there. */
export const membersSource: string =
  'https://etcd.io/docs/v3.6/faq/ (a majority must survive); https://kafka.apache.org/documentation/#brokerconfigs_min.insync.replicas (brokers)';

/** What members may be lost together, and what is gone with more of them. */
export interface Members {
  readonly system: MemberSystem;
  readonly word: 'members' | 'brokers' | 'nodes';
  /** How many hold one thing: all voters, or the copies of one partition. */
  readonly holders: number;
  /** How many of these must be there. */
  readonly needed: number;
  /** The arithmetic when so many are away at once. */
  without(away: number): string;
}

/** What a StatefulSet of such a system needs; undefined when it is none, or no member may be lost at all. */
export function membersOf(world: World, workload: Workload, replicas: number): Members | undefined {
  switch (workload.kind === 'StatefulSet' ? systemIn(workload) : undefined) {
    case undefined:
      return undefined;
    case 'votes': {
      const quorum = Math.floor(replicas / 2) + 1;
      return {
        system: 'votes',
        word: 'members',
        holders: replicas,
        needed: quorum,
        without: (away) =>
          `${replicas} - ${away} = ${replicas - away} < ${quorum}: no quorum is left`,
      };
    }
    case 'ranges':
      return {
        system: 'ranges',
        word: 'nodes',
        holders: 3,
        needed: 2,
        without: (away) =>
          `a range has 3 copies unless it is told otherwise: 3 - ${Math.min(3, away)} = ${Math.max(0, 3 - away)} < 2: ranges with copies there stop`,
      };
    case 'brokers':
      return brokersOf(world, workload);
  }
}

function brokersOf(world: World, workload: Workload): Members | undefined {
  const written = [
    settingOf(world, workload, 'default.replication.factor'),
    settingOf(world, workload, 'min.insync.replicas'),
  ] as const;
  const [copies, needed] = [written[0] ?? 3, written[1] ?? 2];
  // Whatever one broker takes along needs no second one.
  if (copies - needed < 1) return undefined;
  const isAssumed = written.includes(undefined);
  return {
    system: 'brokers',
    word: 'brokers',
    holders: copies,
    needed,
    without: (away) =>
      `a partition has ${copies} copies and needs ${needed} in sync${isAssumed ? ' (the usual: the files do not say)' : ''}: ${copies} - ${Math.min(copies, away)} = ${Math.max(0, copies - away)} < ${needed}: those with copies there refuse writes with acks=all`,
  };
}

function systemIn(workload: Workload): MemberSystem | undefined {
  const { name, containers } = workload;
  const roles = variable(workload, 'process.roles');
  const known = containers.map(({ image }) => systemOf(image, name, roles));
  const found = known.find((one) => one !== undefined);
  if (found !== undefined) return found;
  if (/(?:etcd|zookeeper|^zk$)/i.test(name)) return 'votes';
  // An image of one's own.
  return /^kafka$|kafka-(?:broker|controller)s?$/i.test(name)
    ? systemOf('kafka', name, roles)
    : undefined;
}

/** Whether copies of one thing are laid in different zones; voters need not know where they are. */
export function knowsItsZone(world: World, workload: Workload, { system }: Members): boolean {
  if (system === 'votes') return true;
  const words = [...texts(workload.pod)].map(({ text }) => text).join('\n');
  if (system === 'ranges') return words.includes('--locality');
  return (
    /broker[._]rack/i.test(words) ||
    world.part('kafka-broker').some(({ data }) => mapOf(data)['broker.rack'] !== undefined)
  );
}

/** A setting of the brokers: from the environment, or where all files of brokers agree. */
function settingOf(world: World, workload: Workload, key: string): number | undefined {
  const value = variable(workload, key);
  const all = new Set(
    value === undefined ? world.part('kafka-broker').map(({ data }) => mapOf(data)[key]) : [value],
  );
  const [one, ...others] = [...all].map(textOf).filter((text) => text !== undefined);
  return one !== undefined && others.length === 0 && /^\s*\d+\s*$/.test(one)
    ? Number(one)
    : undefined;
}

function variable({ containers }: Workload, key: string): string | undefined {
  const names = kafkaVariables(key);
  for (const { data } of containers) {
    const found = listOf(field(data, 'env')).find((one) =>
      names.includes(textOf(field(one, 'name')) ?? ''),
    );
    const value = textOf(field(found, 'value'));
    if (value !== undefined) return value;
  }
  return undefined;
}
