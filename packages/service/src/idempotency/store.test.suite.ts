import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { fingerprintOf, operationId } from './fingerprint.ts';
import type { Attempt, Claim, IdempotencyStore, StoredResult } from './store.ts';

const LONG_MS = 60_000;
const WITHIN_MS = 10_000;
/** Every byte there is. */
const BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

export const created: StoredResult = {
  status: 201,
  headers: { 'content-type': 'application/octet-stream', link: ['</a>', '</b>'] },
  body: BYTES,
};
const other: StoredResult = { status: 409, headers: {}, body: Buffer.from('no') };

export function anId(key: string = randomUUID()): string {
  return operationId({ principal: 'somebody', method: 'POST', path: '/orders', key });
}

const fingerprint = fingerprintOf('', Buffer.from('one body'));

export function claimOn(
  store: IdempotencyStore,
  id: string,
  words: { leaseMs?: number; ttlMs?: number; fingerprint?: string; request?: object } = {},
): Promise<Claim> {
  return store.claim({ id, fingerprint, leaseMs: LONG_MS, ttlMs: LONG_MS, request: {}, ...words });
}

export async function firstOn(...words: Parameters<typeof claimOn>): Promise<Attempt> {
  const claim = await claimOn(...words);
  if (claim.kind !== 'first') throw new Error(`the claim is not the first: ${claim.kind}`);
  return claim.attempt;
}

/** Claims until it is the first: what was there has ended by itself. */
export async function eventuallyFirst(store: IdempotencyStore, id: string): Promise<Attempt> {
  const startMs = performance.now();
  for (;;) {
    const claim = await claimOn(store, id);
    if (claim.kind === 'first') return claim.attempt;
    if (performance.now() - startMs > WITHIN_MS) {
      throw new Error(`waited ${WITHIN_MS} ms for the operation to be free: ${claim.kind}`);
    }
    await pause(5);
  }
}

/** What every store promises. `open` gives one that others may use too. */
export function storeConformance(name: string, open: () => IdempotencyStore): void {
  describe(`${name} keeps the promises of a store`, () => {
    it('gives an operation to one attempt at a time', async () => {
      const id = anId();
      const attempt = await firstOn(open(), id);
      expect(await claimOn(open(), id)).toMatchObject({ kind: 'running' });
      await attempt.release({ workHasEnded: true });
    });

    it('gives an operation to exactly one of many that claim it at once', async () => {
      const id = anId();
      const store = open();
      const claims = await Promise.all(Array.from({ length: 24 }, () => claimOn(store, id)));
      const first = claims.filter((claim) => claim.kind === 'first');
      expect(first.length).toBe(1);
      for (const { attempt } of first) await attempt.release({ workHasEnded: true });
    });

    it('replays a result: status, headers, and every byte of the body', async () => {
      const id = anId();
      expect(await (await firstOn(open(), id)).keep(created)).toBe('kept');
      const claim = await claimOn(open(), id);
      expect(claim).toMatchObject({ kind: 'done', fingerprint });
      if (claim.kind !== 'done') return;
      expect({ ...claim.result, body: Buffer.from(claim.result.body) }).toEqual(created);
    });

    it('tells what the first was asked, whatever the second asks', async () => {
      const id = anId();
      await (await firstOn(open(), id)).keep(created);
      const claim = await claimOn(open(), id, { fingerprint: fingerprintOf('', BYTES) });
      expect(claim).toMatchObject({ kind: 'done', fingerprint });
    });

    it('is free again when the first gave it back', async () => {
      const id = anId();
      await (await firstOn(open(), id)).release({ workHasEnded: true });
      await (await firstOn(open(), id)).release({ workHasEnded: false });
      expect(await (await firstOn(open(), id)).keep(created)).toBe('kept');
    });

    it('keeps operations apart', async () => {
      const [one, two] = [anId(), anId()];
      await (await firstOn(open(), one)).keep(created);
      await (await firstOn(open(), two)).keep(other);
      expect(await claimOn(open(), one)).toMatchObject({ result: { status: 201 } });
      expect(await claimOn(open(), two)).toMatchObject({ result: { status: 409 } });
    });

    it('ends a lease, and the slow first attempt can overwrite nothing', async () => {
      const id = anId();
      const slow = await firstOn(open(), id, { leaseMs: 40 });
      const next = await eventuallyFirst(open(), id);
      // While the other works, and after it has ended.
      expect(await slow.keep(other)).toBe('lost');
      expect(await next.keep(created)).toBe('kept');
      expect(await slow.keep(other)).toBe('lost');
      await slow.release({ workHasEnded: true });
      expect(await claimOn(open(), id)).toMatchObject({ kind: 'done', result: { status: 201 } });
    });

    it('forgets a result when its time is over', async () => {
      const id = anId();
      await (await firstOn(open(), id, { ttlMs: 40 })).keep(other);
      const again = await eventuallyFirst(open(), id);
      expect(await again.keep(created)).toBe('kept');
      expect(await claimOn(open(), id)).toMatchObject({ kind: 'done', result: { status: 201 } });
    });
  });
}
