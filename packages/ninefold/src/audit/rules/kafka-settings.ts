import { field, mapOf, wordOf } from '../../audit/part.ts';
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

export const controllers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-broker').map((part) => settingsOf(part));
export const producers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-producer').map((part) => settingsOf(part));
export const consumers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-consumer').map((part) => settingsOf(part));

function isController(one: KafkaSettings): boolean {
  return one.text('process.roles') === 'controller';
}
