import { mapOf, textOf } from '../../audit/part.ts';
import type { Part } from '../../audit/part.ts';
import type { World } from '../../audit/world.ts';

export interface KafkaSettings {
  readonly part: Part;
  text(key: string): string | undefined;
  number(key: string, fallback: number): number;
  has(key: string): boolean;
}

function settingsOf(part: Part): KafkaSettings {
  const data = mapOf(part.data);
  const text = (key: string): string | undefined => textOf(data[key])?.trim();
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

export const brokers = (world: World): readonly KafkaSettings[] =>
  world
    .part('kafka-broker')
    .map(settingsOf)
    .filter((one) => !isController(one));
export const controllers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-broker').map(settingsOf);
export const producers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-producer').map(settingsOf);
export const consumers = (world: World): readonly KafkaSettings[] =>
  world.part('kafka-consumer').map(settingsOf);

function isController(one: KafkaSettings): boolean {
  return one.text('process.roles') === 'controller';
}
