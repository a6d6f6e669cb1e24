import type { Clock } from '../../clock/clock.ts';
import { type EtcdKey, readEtcdKey } from '../../engines/etcd/read-key.ts';
import {
  type PatroniClusterMember,
  type PatroniEndpoint,
  readCluster,
} from '../../engines/patroni/rest-api.ts';
import type { Tell } from '../lifecycle.ts';
import type { HostedSurroundings } from './surroundings.ts';
import { whatIsMissing } from './patroni-whole.ts';

/** A grant is seen so late at most, and then not held against the old holder. */
const LOOK_AT_KEY_EVERY_MS = 50;
/** Patroni answers in Python, on the machine that is measured. */
const LOOK_AT_MEMBERS_EVERY_MS = 200;
const ANSWER_MS = 400;

export interface PatroniSightOptions {
  readonly scope: string;
  /** In their order: our name and Patroni's. */
  readonly members: readonly { readonly name: string; readonly patroniName: string }[];
  readonly endpoints: readonly PatroniEndpoint[];
  readonly etcd: readonly { readonly address: string; readonly port: number }[];
  readonly synchronousStandbys: number;
  readonly clock: Clock;
  readonly tell: Tell;
  /** Another member holds the leader key, under a term that is higher than all before. */
  readonly onGrant: HostedSurroundings['onGrant'];
}

/**
 * What is seen of a cluster from outside: who holds the leader key, asked of etcd's quorum, and how
 * the members are, asked of Patroni. It decides nothing.
 */
export interface PatroniSight {
  begin(): void;
  /** The holder of the leader key; its term is the revision at which etcd saw it take the key. */
  primary(): { readonly member: number; readonly term: number } | undefined;
  /** What the cluster still lacks, to complete "waited for ..."; undefined when nothing. */
  missing(): string | undefined;
  close(): void;
}

export function watchPatroni(options: PatroniSightOptions): PatroniSight {
  const { members, endpoints, etcd, clock, tell } = options;
  const closing = new AbortController();
  let primary: { member: number; term: number } | undefined;
  let cluster: readonly PatroniClusterMember[] | undefined;

  /** When etcd was last asked, and did not know of a newer holder yet. */
  let unchangedMs = clock.monotonicMs();
  const see = (key: EtcdKey | undefined, askedMs: number, seenMs: number): void => {
    const notBeforeMs = unchangedMs;
    unchangedMs = askedMs;
    const member = members.findIndex(({ patroniName }) => patroniName === key?.value);
    const holder = members[member];
    if (!key || !holder) {
      if (primary)
        tell('detected', members[primary.member]?.name ?? '', 'nobody holds the leader key');
      primary = undefined;
      return;
    }
    if (primary?.member === member && primary.term === key.revision) return;
    primary = { member, term: key.revision };
    options.onGrant(holder.name, key.revision, { atMs: seenMs, notBeforeMs });
  };
  const lookAtKey = async (turn: number): Promise<void> => {
    for (let i = 0; i < etcd.length; i++) {
      const endpoint = etcd[(turn + i) % etcd.length];
      if (!endpoint) continue;
      const askedMs = clock.monotonicMs();
      try {
        const key = await readEtcdKey(endpoint, `/service/${options.scope}/leader`, ANSWER_MS);
        see(key, askedMs, clock.monotonicMs());
        return;
      } catch {
        // Another may know.
      }
    }
    // Without a quorum nobody takes the key: what was seen last still holds.
  };
  const lookAtMembers = async (): Promise<void> => {
    const order = primary ? [primary.member, ...endpoints.keys()] : [...endpoints.keys()];
    for (const index of new Set(order)) {
      const endpoint = endpoints[index];
      if (!endpoint) continue;
      try {
        cluster = await readCluster(endpoint, ANSWER_MS);
        return;
      } catch {
        // Another may know.
      }
    }
    cluster = undefined;
  };
  const watch = async (look: (turn: number) => Promise<void>, everyMs: number): Promise<void> => {
    for (let turn = 0; ; turn++) {
      await look(turn);
      await clock.sleep(everyMs, closing.signal);
    }
  };
  return {
    begin() {
      watch(lookAtKey, LOOK_AT_KEY_EVERY_MS).catch(() => undefined);
      watch(lookAtMembers, LOOK_AT_MEMBERS_EVERY_MS).catch(() => undefined);
    },
    primary: () => primary,
    missing: () =>
      whatIsMissing({
        scope: options.scope,
        expected: members.map(({ patroniName }) => patroniName),
        leader: primary && members[primary.member]?.patroniName,
        cluster,
        synchronousStandbys: options.synchronousStandbys,
      }),
    close() {
      closing.abort(new Error('the watch was closed'));
    },
  };
}
