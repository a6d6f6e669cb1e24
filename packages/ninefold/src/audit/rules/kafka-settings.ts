import type { KubeObject } from '../../audit/kubernetes.ts';
import { field, listOf, mapOf, numberOf, wordOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { World } from '../../audit/world.ts';

export interface KafkaSettings {
  readonly part: Part;
  text(key: string): string | undefined;
  number(key: string, fallback: number): number;
  has(key: string): boolean;
  /** Where a setting stands, or would. */
  at(key: string): readonly Step[];
}

function settingsOf(part: Part, base: readonly Step[] = []): KafkaSettings {
  const data = mapOf(field(part.data, ...base));
  const text = (key: string): string | undefined =>
    data[key] === undefined ? undefined : wordOf(data[key]).trim();
  return {
    part,
    text,
    has: (key) => text(key) !== undefined,
    number: (key, fallback) => {
      const value = text(key);
      return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : fallback;
    },
    at: (key) => [...base, key],
  };
}

export const brokers = (world: World): readonly KafkaSettings[] =>
  world
    .part('kafka-broker')
    .map((part) => settingsOf(part))
    .filter((one) => !isController(one));

/** Brokers, and what Strimzi gives its brokers: whatever is about copies, not about hosts. */
export const copies = (world: World): readonly KafkaSettings[] => [
  ...brokers(world),
  ...strimzi(world, 'Kafka').map((part) => settingsOf(part, ['spec', 'kafka', 'config'])),
];

/** Custom resources of Strimzi. */
export const strimzi = (world: World, ...kinds: readonly string[]): readonly Part[] =>
  world.objects
    .filter(({ kind, apiVersion }) => kinds.includes(kind) && apiVersion.includes('strimzi'))
    .map(({ part }) => part);

/**
 * How many brokers a Kafka of Strimzi has: those of its node pools, else what it says itself, as before
 * node pools. Undefined, with what is missing, when neither says it.
 */
export function strimziBrokers(
  world: World,
  cluster: Pick<KubeObject, 'namespace' | 'name'>,
): { readonly count: number } | { readonly count?: undefined; readonly lacks: string } {
  const pools = world
    .ofKind('KafkaNodePool')
    .filter(
      ({ namespace, labels, part }) =>
        namespace === cluster.namespace &&
        labels['strimzi.io/cluster'] === cluster.name &&
        listOf(field(part.data, 'spec', 'roles')).includes('broker'),
    );
  const silent = pools.find(({ part }) => replicasOf(part, 'spec') === undefined);
  if (silent !== undefined) return { lacks: `KafkaNodePool ${silent.name} has no spec.replicas` };
  if (pools.length > 0)
    return { count: pools.reduce((sum, { part }) => sum + (replicasOf(part, 'spec') ?? 0), 0) };
  const own = world
    .ofKind('Kafka')
    .filter(({ namespace, name }) => namespace === cluster.namespace && name === cluster.name)
    .map(({ part }) => replicasOf(part, 'spec', 'kafka'))
    .find((count) => count !== undefined);
  return own === undefined
    ? { lacks: `no KafkaNodePool of ${cluster.name} with the role broker is in the files` }
    : { count: own };
}

function replicasOf(part: Part, ...base: readonly string[]): number | undefined {
  return numberOf(field(part.data, ...base, 'replicas'));
}

export const controllers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-broker').map((part) => settingsOf(part));
export const producers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-producer').map((part) => settingsOf(part));
export const consumers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-consumer').map((part) => settingsOf(part));

function isController(one: KafkaSettings): boolean {
  return one.text('process.roles') === 'controller';
}
