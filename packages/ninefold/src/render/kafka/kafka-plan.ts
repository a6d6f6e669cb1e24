import type { Contract } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { at } from '../../contract/located-mistake.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { LogSpec } from '../../contract/logs.ts';
import { boundText, kafkaTimingFor, leastKafkaRtoWords } from './kafka-timing.ts';
import type { KafkaBounds, KafkaTiming } from './kafka-timing.ts';

/** A log as it is laid out: how many copies, how long everything waits, and where it runs. */
export interface KafkaPlan {
  readonly log: LogSpec;
  readonly service: string;
  /** Copies of each event. */
  readonly replicationFactor: number;
  /** Copies before a write is acknowledged. */
  readonly minInsyncReplicas: number;
  readonly timing: KafkaTiming;
  readonly bounds: KafkaBounds;
  readonly brokers: readonly KafkaNode[];
  readonly controllers: readonly KafkaNode[];
  readonly reasons: { readonly rto: string; readonly rpo: string; readonly mayFail: string };
}

export interface KafkaNode {
  readonly id: number;
  readonly address: string;
  readonly rack?: string;
}

export type KafkaPlanResult =
  | { readonly ok: true; readonly plan: KafkaPlan; readonly notes: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly LocatedMistake[] };

/** Where clients connect, where controllers talk, and brokers among themselves. */
export const kafkaPorts = { clients: 9092, controllers: 9093, brokers: 9094 } as const;

/**
 * Copies. So that a write stays possible with `mayFail` brokers lost, there are `mayFail` more copies
 * than a write waits for. With RPO 0 a write waits for `mayFail + 1`: one is left whichever are lost.
 * A larger RPO waits for 2: one broker's loss still loses nothing.
 */
export function copiesFor(
  mayFail: number,
  rpoMs: number,
): { readonly replicationFactor: number; readonly minInsyncReplicas: number } {
  const minInsyncReplicas = rpoMs === 0 ? mayFail + 1 : 2;
  return { replicationFactor: minInsyncReplicas + mayFail, minInsyncReplicas };
}

/** How a log of the contract is laid out, or why it can't keep the promise. */
export function kafkaPlanOf(contract: Contract, log: LogSpec): KafkaPlanResult {
  const { promise, service } = contract;
  const copies = copiesFor(log.mayFail, promise.rpoMs);
  const result = kafkaTimingFor(promise.rtoMs);
  const mistakes = layoutMistakes(log, copies.replicationFactor);
  if (!result.ok) {
    const { message, expected } = leastKafkaRtoWords(result.leastRtoMs);
    return { ok: false, mistakes: [...mistakes, at(['promise', 'rto'], message, expected)] };
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { timing, bounds } = result;
  const plan: KafkaPlan = {
    log,
    service,
    ...copies,
    timing,
    bounds,
    brokers: nodesOf(log.hosts, log.brokers, `${log.name}-broker`, 0, log.racks),
    controllers: nodesOf(
      log.controllerHosts,
      log.controllers,
      `${log.name}-controller`,
      controllerIds,
      [],
    ),
    reasons: {
      rto: `promise.rto ${formatDuration(promise.rtoMs)}`,
      rpo: `promise.rpo ${formatDuration(promise.rpoMs)}`,
      mayFail: `logs.${log.name}.mayFail ${log.mayFail}`,
    },
  };
  return { ok: true, plan, notes: notesOf(plan) };
}

/** Brokers count from 0, controllers from here, so that no two nodes have one id. */
const controllerIds = 1000;

function nodesOf(
  hosts: readonly string[],
  count: number,
  prefix: string,
  firstId: number,
  racks: readonly string[],
): KafkaNode[] {
  return Array.from({ length: count }, (_, index) => {
    const rack = racks[index % Math.max(1, racks.length)];
    return {
      id: firstId + index,
      address: hosts[index] ?? `${prefix}-${index}`,
      ...(rack === undefined ? {} : { rack }),
    };
  });
}

function layoutMistakes(log: LogSpec, replicationFactor: number): LocatedMistake[] {
  const { name, brokers, controllers, mayFail, hosts, controllerHosts } = log;
  const found: LocatedMistake[] = [];
  if (brokers < replicationFactor) {
    const message = `${replicationFactor} copies need as many brokers, and there are ${brokers}`;
    found.push(at(['logs', name], message, `brokers: ${replicationFactor} or more`));
  }
  const leastControllers = 2 * mayFail + 1;
  if (controllers % 2 === 0 || controllers < leastControllers) {
    const survivable = Math.ceil(controllers / 2) - 1;
    const message = `${controllers} controllers outlive the loss of ${survivable}, and mayFail is ${mayFail}`;
    const expected = `controllers: an odd number of at least ${leastControllers}`;
    found.push(at(['logs', name], message, expected));
  }
  for (const [key, listed, count] of [
    ['hosts', hosts, brokers],
    ['controllerHosts', controllerHosts, controllers],
  ] as const) {
    if (listed.length > 0 && listed.length !== count) {
      const message = `${listed.length} hosts for ${count} nodes`;
      found.push(at(['logs', name, key], message, 'a host for each, and each once'));
    } else if (new Set(listed).size < listed.length) {
      found.push(at(['logs', name, key], 'a host is there twice', 'each host once'));
    }
  }
  return found;
}

function notesOf({ log, replicationFactor, bounds }: KafkaPlan): string[] {
  const { name, racks, mayFail } = log;
  const perRack = racks.length === 0 ? 0 : Math.ceil(replicationFactor / racks.length);
  return [
    `${name}: a send may take rto and more, so no caller should wait for it: send from an outbox, or after the answer`,
    `${name}: by its timing a lost host costs ${boundText(bounds.hostMs)} at most, a silent leader ${boundText(bounds.silentLeaderMs)}, a slow follower ${boundText(bounds.slowFollowerMs)}, a lost consumer ${boundText(bounds.consumerMs)}`,
    ...(racks.length === 0
      ? [`${name}: no racks are named, so one zone may hold every copy of an event`]
      : []),
    ...(perRack > mayFail
      ? [
          `${name}: a lost zone takes up to ${perRack} of ${replicationFactor} copies, and ${mayFail} may be lost; that takes ${Math.ceil(replicationFactor / mayFail)} racks`,
        ]
      : []),
  ];
}
