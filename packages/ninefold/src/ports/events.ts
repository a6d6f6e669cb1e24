/**
 * What happens in a running topology, as it is shown live and drawn on the timeline. Instants are
 * of the host's monotonic clock (ms).
 */
export interface TopologyEvent {
  readonly atMs: number;
  readonly kind: TopologyEventKind;
  /** The member it happened to, such as `app[2]` or `orders[1]`; absent when it concerns none. */
  readonly member?: string;
  /** The term under which it happened (failover only). */
  readonly term?: number;
  /** Of what was seen from outside: it did not happen before this (ms), nor after `atMs`. */
  readonly notBeforeMs?: number;
  /** One line for people, without a final period. */
  readonly text: string;
}

/** What an event may be of. */
export const TOPOLOGY_EVENT_KINDS = [
  /** A member's process was started. */
  'started',
  /** A member serves. */
  'ready',
  /** A member's process ended, expected or not. */
  'exited',
  /** A fault was injected. `atMs` is the instant just before the injection. */
  'fault',
  /** The fault was undone. */
  'healed',
  /** The failover agent decided that the primary has failed. */
  'detected',
  /** The old primary is proven unable to write. */
  'fenced',
  /** The agent gave a member a term: from `atMs` on only this one may accept writes. */
  'granted',
  /** A standby became primary under a higher term. */
  'promoted',
  /** Clients were led to the primary of this term. */
  'routed',
  /** A standby follows the primary of this term. */
  'repointed',
  /** A former primary is a standby again. */
  'rejoined',
  /** The balancer took a replica out of rotation. */
  'ejected',
  /** The balancer put a replica back into rotation. */
  'admitted',
  /** A switchover (planned) began. */
  'switchover',
  /** Something worth telling that is none of the above. */
  'note',
] as const;

export type TopologyEventKind = (typeof TOPOLOGY_EVENT_KINDS)[number];
