import { decimalText } from '../../contract/decimal.ts';
import { formatDuration } from '../../contract/duration.ts';

/** The timing of a Kafka cluster and of its clients (ms). */
export interface KafkaTiming {
  /** A broker silent for so long is fenced, and its partitions get other leaders. */
  readonly brokerSessionMs: number;
  readonly brokerHeartbeatMs: number;
  /** A follower that has not caught up for so long is no longer waited for. */
  readonly replicaLagMs: number;
  /** A request without an answer for so long is sent again. Above `replicaLagMs`. */
  readonly requestTimeoutMs: number;
  /** From a send to its success or failure, retries included. */
  readonly deliveryTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** A consumer silent for so long loses its partitions to others. */
  readonly consumerSessionMs: number;
  readonly consumerHeartbeatMs: number;
}

/** How long a fault may stop writes or reads in the worst case (ms). */
export interface KafkaBounds {
  /** A host with a broker and the active controller is lost. */
  readonly hostMs: number;
  /** A leader is frozen or cut off while its connections stay open. */
  readonly silentLeaderMs: number;
  /** A follower is slow or cut off from its leader, and writes wait for it. */
  readonly slowFollowerMs: number;
  /** A consumer is lost, and its partitions wait for another. */
  readonly consumerMs: number;
}

export type KafkaTimingResult =
  | { readonly ok: true; readonly timing: KafkaTiming; readonly bounds: KafkaBounds }
  | { readonly ok: false; readonly leastRtoMs: number };

/** What a failover costs beside the session of a broker (ms), each with its source. */
const costs = {
  /**
   * A new active controller: controller.quorum.fetch.timeout.ms 2 s, election.timeout.ms 1 s and
   * election.backoff.max.ms 1 s, the defaults of Kafka 4.1 (QuorumConfig). It counts sessions anew.
   */
  quorumMs: 4000,
  /** Choosing leaders and telling the brokers; an estimate. */
  electionMs: 500,
  /** Clients learn of it within retry.backoff.max.ms, 1 s by default. */
  clientMs: 1000,
} as const;

/** A broker whose garbage collection pauses for less stays. */
const leastSessionMs = 3000;

/** Kafka 4.1's defaults, never exceeded: more patience than that serves nobody. */
const defaults = {
  brokerSessionMs: 9000,
  replicaLagMs: 30_000,
  connectTimeoutMs: 10_000,
  consumerSessionMs: 45_000,
} as const;

/** linger.ms, Kafka 4's default. */
export const lingerMs = 5;

/** The timing that keeps a promised RTO, with as much patience as it leaves, or the least RTO. */
export function kafkaTimingFor(rtoMs: number): KafkaTimingResult {
  const beside = costs.quorumMs + costs.electionMs + costs.clientMs;
  const brokerSessionMs = Math.min(defaults.brokerSessionMs, wholeSeconds(rtoMs - beside));
  if (brokerSessionMs < leastSessionMs) return { ok: false, leastRtoMs: leastSessionMs + beside };
  // A leader looks at its followers every half of the lag, so one may be waited for 1.5 times it.
  const replicaLagMs = Math.min(
    defaults.replicaLagMs,
    wholeSeconds(((rtoMs - costs.clientMs) * 2) / 3),
  );
  const requestTimeoutMs = replicaLagMs + 1000;
  // The others of a group hear of a lost member with their next heartbeat, a third of the session.
  const consumerSessionMs = Math.min(
    defaults.consumerSessionMs,
    wholeSeconds(((rtoMs - costs.clientMs) * 3) / 4),
  );
  const consumerHeartbeatMs = Math.floor(consumerSessionMs / 3);
  return {
    ok: true,
    timing: {
      brokerSessionMs,
      brokerHeartbeatMs: Math.floor(brokerSessionMs / 4),
      replicaLagMs,
      requestTimeoutMs,
      deliveryTimeoutMs: rtoMs + requestTimeoutMs + lingerMs,
      connectTimeoutMs: Math.min(defaults.connectTimeoutMs, Math.floor(rtoMs / 4)),
      consumerSessionMs,
      consumerHeartbeatMs,
    },
    bounds: {
      hostMs: brokerSessionMs + beside,
      silentLeaderMs: requestTimeoutMs + costs.clientMs,
      slowFollowerMs: (replicaLagMs * 3) / 2 + costs.clientMs,
      consumerMs: consumerSessionMs + consumerHeartbeatMs + costs.clientMs,
    },
  };
}

/** The words of a refusal. */
export function leastKafkaRtoWords(leastRtoMs: number): { message: string; expected: string } {
  return {
    message: `Kafka can't replace a lost host so soon: a broker's session of ${boundText(leastSessionMs)} and a new controller come first`,
    expected: `an rto of at least ${boundText(leastRtoMs)}`,
  };
}

/** A bound as people say it and a contract takes it: `14.5s`, not `14500ms`; exact, as a bound is. */
export function boundText(ms: number): string {
  const isBroken = ms > 1000 && ms % 1000 !== 0;
  return isBroken ? `${decimalText(ms, -3)}s` : formatDuration(ms);
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
