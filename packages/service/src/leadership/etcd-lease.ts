import { LeaseStoreError, StaleTermError, check } from './errors.ts';
import { EtcdNotFoundError, EtcdUnavailableError, etcdGateway } from './etcd-gateway.ts';
import type { EtcdMember, EtcdOptions } from './etcd-gateway.ts';
import { holderName } from './holder.ts';
import { field } from './json-request.ts';
import type { Lease } from './lease.ts';

export interface EtcdLeaseOptions extends EtcdOptions {
  /** The key that is led under. */
  readonly key: string;
  /**
   * A whole number of seconds, as etcd counts. Default 15,000. etcd grants no less than 1.5 times
   * its election timeout, and makes it longer when it is less.
   */
  readonly ttlMs?: number;
}

export interface EtcdLease extends Lease {
  /**
   * Writes all keys in one transaction, if the lease is still held under this term. An error other
   * than StaleTermError leaves open whether it was written; repeating is safe.
   *
   * @throws StaleTermError when it is not; nothing is written
   */
  put(term: number, values: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void>;
}

/** A condition of a transaction of etcd, as its JSON gateway takes it. */
export interface EtcdCompare {
  readonly key: string;
  readonly target: 'CREATE';
  readonly result: 'EQUAL';
  readonly create_revision: string;
}

/** Holds while the lease at `key` is held under `term`. For transactions of one's own. */
export function heldUnder(key: string, term: number): EtcdCompare {
  return { key: base64(key), target: 'CREATE', result: 'EQUAL', create_revision: String(term) };
}

/**
 * A lease as a key of etcd, bound to a lease of etcd. Its term is the revision at which the key was
 * created: etcd's revisions only grow, until a backup of it is restored.
 */
export function etcdLease(options: EtcdLeaseOptions): EtcdLease {
  const { key, ttlMs = 15_000 } = options;
  check(key !== '', 'key must not be empty');
  check(ttlMs > 0 && Number.isInteger(ttlMs / 1_000), 'ttlMs must be a whole number of seconds');
  const gateway = etcdGateway(options);
  const holder = holderName();
  /** The lease of etcd (a 64-bit integer as text) of the terms that we hold. */
  const held = new Map<number, string>();

  async function acquireFrom(member: EtcdMember): Promise<number | undefined> {
    const found = await read(member, key);
    if (found.holder !== undefined) {
      if (found.holder !== holder) return undefined;
      // A grant whose answer we never saw: how much is left of it we don't know.
      await revoke(member, found.lease);
    }
    const granted = await member.call('/v3/lease/grant', { TTL: String(ttlMs / 1_000) });
    const lease = text(granted, 'ID');
    const won = await member.call('/v3/kv/txn', {
      compare: [heldUnder(key, 0)],
      success: [{ request_put: { key: base64(key), value: base64(holder), lease } }],
    });
    if (field(won, 'succeeded') !== true) {
      await revoke(member, lease);
      return undefined;
    }
    const term = revision(text(won, 'header', 'revision'));
    held.set(term, lease);
    return term;
  }

  async function renewAt(member: EtcdMember, term: number, lease: string): Promise<boolean> {
    const kept = await member.call('/v3/lease/keepalive', { ID: lease });
    // Without a TTL there is no such lease.
    if (textOr(kept, 'TTL', '0') === '0') return false;
    const found = await read(member, key);
    if (found.term !== term) return false;
    // A leader that was cut off may still say yes to a keep-alive. It can't answer this read, and
    // who answers under the same term of Raft was the leader before as well.
    if (found.raftTerm !== text(kept, 'header', 'raft_term')) {
      throw new EtcdUnavailableError('etcd changed its leader during the renewal');
    }
    return true;
  }

  return {
    ttlMs,
    acquire: (signal) => gateway.withMember(signal, acquireFrom),
    async renew(term, signal) {
      const lease = held.get(term);
      if (lease === undefined) return false;
      const renewed = await gateway.withMember(signal, (member) => renewAt(member, term, lease));
      if (!renewed) held.delete(term);
      return renewed;
    },
    async release(term, signal) {
      const lease = held.get(term);
      if (lease === undefined) return;
      await gateway.withMember(signal, (member) => revoke(member, lease));
      held.delete(term);
    },
    async put(term, values, signal = new AbortController().signal) {
      const success = Object.entries(values).map(([name, value]) => ({
        request_put: { key: base64(name), value: base64(value) },
      }));
      const answer = await gateway.withMember(signal, (member) =>
        member.call('/v3/kv/txn', { compare: [heldUnder(key, term)], success }),
      );
      if (field(answer, 'succeeded') !== true) throw new StaleTermError(key, term);
    },
  };
}

interface Found {
  /** `undefined`: the key does not exist. */
  readonly holder: string | undefined;
  readonly term: number;
  readonly lease: string;
  readonly raftTerm: string;
}

/** A linearizable read: it needs a majority. */
async function read(member: EtcdMember, key: string): Promise<Found> {
  const answer = await member.call('/v3/kv/range', { key: base64(key) });
  const raftTerm = text(answer, 'header', 'raft_term');
  const found = field(answer, 'kvs', 0);
  if (found === undefined) return { holder: undefined, term: 0, lease: '0', raftTerm };
  return {
    // A key with an empty value has none in JSON; someone else's anyway.
    holder: Buffer.from(textOr(found, 'value', ''), 'base64').toString('utf8'),
    term: revision(text(found, 'create_revision')),
    lease: textOr(found, 'lease', '0'),
    raftTerm,
  };
}

async function revoke(member: EtcdMember, lease: string): Promise<void> {
  try {
    await member.call('/v3/lease/revoke', { ID: lease });
  } catch (error) {
    if (!(error instanceof EtcdNotFoundError)) throw error;
  }
}

function text(answer: unknown, ...path: readonly string[]): string {
  const value = field(answer, ...path);
  if (typeof value === 'string') return value;
  throw new LeaseStoreError(`etcd answered without ${path.join('.')}`);
}

function textOr(answer: unknown, name: string, otherwise: string): string {
  const value = field(answer, name);
  return typeof value === 'string' ? value : otherwise;
}

function revision(digits: string): number {
  const number = Number(digits);
  if (!Number.isSafeInteger(number)) throw new LeaseStoreError(`${digits} is not a revision`);
  return number;
}

function base64(content: string): string {
  return Buffer.from(content, 'utf8').toString('base64');
}
