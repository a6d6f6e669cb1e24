import { z } from 'zod';
import { named, oneOf, text, wholeNumber } from './leaf.ts';
import { duration } from './values.ts';

/** A log of events: a Kafka cluster (KRaft). */
export interface LogSpec {
  readonly name: string;
  /** Default 3. */
  readonly brokers: number;
  /** Of the metadata quorum, an odd number. Default 3. */
  readonly controllers: number;
  /** Brokers that may be lost at once without stopping a write. Default 1. */
  readonly mayFail: number;
  /** A broker each, by address or host name; empty when the contract names none. */
  readonly hosts: readonly string[];
  /** A controller each; empty when the contract names none. */
  readonly controllerHosts: readonly string[];
  /** Zones, dealt to the brokers in turn; empty: not known. */
  readonly racks: readonly string[];
  readonly topics: readonly TopicSpec[];
}

export interface TopicSpec {
  readonly name: string;
  /** Default 12. */
  readonly partitions: number;
  /** How long events are kept (ms). Default 7 d. */
  readonly retentionMs: number;
}

/** As it is written. */
export interface WrittenLog {
  readonly brokers?: number | undefined;
  readonly controllers?: number | undefined;
  readonly mayFail: number;
  readonly hosts?: string[] | undefined;
  readonly controllerHosts?: string[] | undefined;
  readonly racks: string[];
  readonly topics: Record<string, WrittenTopic>;
}

export interface WrittenTopic {
  readonly partitions: number;
  readonly retention: number;
}

const hosts = (most: number): z.ZodOptional<z.ZodArray<z.ZodType<string>>> =>
  z
    .array(
      text(
        /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/,
        'a host',
        'an address or a host name, such as 10.0.0.51 or kafka-1',
      ),
    )
    .min(1)
    .max(most)
    .optional();

const topic: z.ZodType<WrittenTopic> = z.strictObject({
  partitions: wholeNumber(1, 10_000)
    .prefault(12)
    .describe('How many partitions: consumers of one group at most.'),
  retention: duration(60_000).prefault('7d').describe('How long events are kept.'),
});

const log: z.ZodType<WrittenLog> = z.strictObject({
  brokers: wholeNumber(1, 99).optional().describe('How many brokers. Default: 3, or the hosts.'),
  controllers: wholeNumber(1, 9)
    .optional()
    .describe('How many controllers, an odd number. Default: 3, or the controllerHosts.'),
  mayFail: wholeNumber(1, 4)
    .prefault(1)
    .describe('How many brokers may be lost at once without stopping a write.'),
  hosts: hosts(99).describe('The host of each broker. Default: names such as events-broker-0.'),
  controllerHosts: hosts(9).describe(
    'The host of each controller. Default: names such as events-controller-0.',
  ),
  racks: z
    .array(text(/^[A-Za-z0-9._-]{1,63}$/, 'the name of a zone', 'a name such as eu-west-1a'))
    .max(9)
    .prefault([])
    .describe('Zones, dealt to the brokers in turn.'),
  topics: named(
    topic,
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,248}$/,
    'the name of a topic',
    'letters, digits, dots, dashes and underscores, such as orders.placed',
  )
    .prefault({})
    .describe('Topics by name.'),
});

/** `logs:`, by name. */
export const logs: z.ZodType<Record<string, WrittenLog | 'kafka'>> = named(
  z.union([oneOf(['kafka'], 'log'), log]),
  /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/,
  'the name of a log',
  'lower-case letters, digits and dashes, such as events',
);

/** Completes what a contract says of its logs. */
export function logsOf(written: Readonly<Record<string, WrittenLog | 'kafka'>>): LogSpec[] {
  return Object.entries(written).map(([name, one]) => {
    const full = one === 'kafka' ? log.parse({}) : one;
    return {
      name,
      brokers: full.brokers ?? full.hosts?.length ?? 3,
      controllers: full.controllers ?? full.controllerHosts?.length ?? 3,
      mayFail: full.mayFail,
      hosts: full.hosts ?? [],
      controllerHosts: full.controllerHosts ?? [],
      racks: full.racks,
      topics: Object.entries(full.topics).map(([topicName, { partitions, retention }]) => ({
        name: topicName,
        partitions,
        retentionMs: retention,
      })),
    };
  });
}
