import { randomUUID } from 'node:crypto';

import type { Attempt, Claim, IdempotencyStore } from './store.ts';
import { fromJson, toJson } from './stored-json.ts';

/** The part of a client of `redis` (4 and later) that is used. It must be connected. */
export interface RedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export interface RedisStoreOptions {
  /** Starts every key. Default `idempotency:`. */
  readonly prefix?: string;
}

/*
 * One hash an operation: fingerprint, token (while it runs), result (when it is known). Redis's own
 * expiry is both the lease and the life of the result, so no other clock takes part.
 */
const CLAIM = `
local found = redis.call('HMGET', KEYS[1], 'fingerprint', 'result')
if found[1] then return found end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'token', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;
const KEEP = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'token')
redis.call('HSET', KEYS[1], 'result', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;
const RELEASE = `
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

/**
 * Keeps results in Redis, for all replicas. The lock and the work are two systems, so this is not
 * exactly once: the work is done by one attempt at a time as long as it ends within its lease and
 * Redis keeps what it acknowledged; an attempt that dies after its work and before `keep` leaves
 * work that the next attempt does again (at least once). A Redis that fails over asynchronously can
 * forget a lock. Where that is not good enough, keep keys in the same transaction as the work.
 */
export function redisStore(
  client: RedisClient,
  { prefix = 'idempotency:' }: RedisStoreOptions = {},
): IdempotencyStore {
  return {
    async claim({ id, fingerprint, leaseMs, ttlMs }) {
      const keys = [prefix + id];
      const token = randomUUID();
      const found = await client.eval(CLAIM, {
        keys,
        arguments: [fingerprint, token, wholeMs(leaseMs)],
      });
      if (Array.isArray(found)) return claimOf(found);
      const attempt: Attempt = {
        async keep(result) {
          const kept = await client.eval(KEEP, {
            keys,
            arguments: [token, toJson(result), wholeMs(ttlMs)],
          });
          return kept === 1 ? 'kept' : 'lost';
        },
        async release() {
          await client.eval(RELEASE, { keys, arguments: [token] });
        },
      };
      return { kind: 'first', attempt };
    },
  };
}

function claimOf([fingerprint, result]: readonly unknown[]): Claim {
  return typeof result === 'string'
    ? { kind: 'done', fingerprint: String(fingerprint), result: fromJson(result) }
    : { kind: 'running', fingerprint: String(fingerprint) };
}

function wholeMs(ms: number): string {
  return String(Math.max(1, Math.ceil(ms)));
}
