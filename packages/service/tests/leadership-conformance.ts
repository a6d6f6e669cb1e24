import { setTimeout as pause } from 'node:timers/promises';

import { expect, it } from 'vitest';

import type { LeadershipEvent } from '../src/leadership/leadership-event.ts';
import type { Lease } from '../src/leadership/lease.ts';
import { whileLeader } from '../src/leadership/while-leader.ts';
import { eventually } from './leadership-engines.ts';

export const never: AbortSignal = new AbortController().signal;

/** As short as all four can: two of them count in seconds. */
export const TTL_MS = 1_000;

/** Grants it as soon as the one before has ended. */
export function granted(lease: Lease): Promise<number> {
  return eventually('the lease', () => lease.acquire(never));
}

/** Makes one more candidate for the lease of that name. */
export type MakeCandidate = (name: string, ttlMs: number) => Lease;

/** What every lease must keep. */
export const claims: Readonly<Record<string, (candidate: MakeCandidate) => Promise<void>>> = {
  'is granted to one of many that try at once': async (candidate) => {
    const candidates = Array.from({ length: 8 }, () => candidate('many', 10_000));
    const terms = await Promise.all(candidates.map((lease) => lease.acquire(never)));
    const won = terms.filter((term) => term !== undefined);
    expect(won).toHaveLength(1);
    expect(won[0]).toBeGreaterThan(0);
  },

  'is refused to others for as long as it is renewed, past its ttl': async (candidate) => {
    // Twice as long as elsewhere: a busy machine must not be too late with a renewal.
    const ttlMs = 2 * TTL_MS;
    const [holder, other] = [candidate('renewed', ttlMs), candidate('renewed', ttlMs)];
    const term = await granted(holder);
    const startMs = performance.now();
    while (performance.now() - startMs < 1.5 * ttlMs) {
      expect(await holder.renew(term, never)).toBe(true);
      expect(await other.acquire(never)).toBeUndefined();
      await pause(TTL_MS / 8);
    }
  },

  'goes to another when it is not renewed, under a higher term, and never back': async (
    candidate,
  ) => {
    const [holder, other] = [candidate('expired', TTL_MS), candidate('expired', TTL_MS)];
    const startMs = performance.now();
    const term = await granted(holder);
    expect(await other.acquire(never)).toBeUndefined();
    const next = await granted(other);
    expect(performance.now() - startMs).toBeGreaterThan(0.99 * TTL_MS);
    expect(next).toBeGreaterThan(term);
    expect(await holder.renew(term, never)).toBe(false);
    await holder.release(term, never);
    expect(await other.renew(next, never)).toBe(true);
  },

  'goes to another at once when released, and is not renewed any more': async (candidate) => {
    const [holder, other] = [candidate('released', 10_000), candidate('released', 10_000)];
    const term = await granted(holder);
    await holder.release(term, never);
    await holder.release(term, never);
    const next = await other.acquire(never);
    expect(next).toBeGreaterThan(term);
    expect(await holder.renew(term, never)).toBe(false);
    expect(await other.renew(next ?? 0, never)).toBe(true);
  },

  'has strictly higher terms each time, whoever gets it': async (candidate) => {
    const candidates = [1, 2, 3].map(() => candidate('terms', 10_000));
    let last = 0;
    for (let turn = 0; turn < 12; turn++) {
      const lease = candidates[turn % 3] as Lease;
      const term = await lease.acquire(never);
      expect(term).toBeGreaterThan(last);
      last = term ?? 0;
      await lease.release(last, never);
    }
  },

  'rejects with the reason of an abort, and can be asked again': async (candidate) => {
    const lease = candidate('aborted', TTL_MS);
    const reason = new Error('given up');
    await expect(lease.acquire(AbortSignal.abort(reason))).rejects.toBe(reason);
    // Aborted at any moment: whether it was granted nobody knows.
    for (const delayMs of [0, 1, 2, 4, 8]) {
      const giveUp = new AbortController();
      const acquiring = lease.acquire(giveUp.signal).catch(() => undefined);
      await pause(delayMs);
      giveUp.abort(reason);
      await acquiring;
    }
    const term = await granted(lease);
    expect(await lease.renew(term, never)).toBe(true);
  },

  'elects one of three, and another when that one stops': async (candidate) => {
    const leading = new Set<number>();
    const terms: number[] = [];
    const events: LeadershipEvent[] = [];
    const elections = [0, 1, 2].map((index) =>
      whileLeader(
        candidate('three', TTL_MS),
        async (term, signal) => {
          expect(leading.size).toBe(0);
          leading.add(index);
          terms.push(term);
          await new Promise((resolve) => {
            signal.addEventListener('abort', resolve);
          });
          leading.delete(index);
          signal.throwIfAborted();
        },
        { campaignEveryMs: 50, onEvent: (event) => events.push(event) },
      ),
    );
    for (let round = 0; round < 3; round++) {
      const [leader = 0] = await eventually('a leader', () => leading.size > 0 && [...leading]);
      expect(elections[leader]?.snapshot()).toMatchObject({ role: 'leader', term: terms.at(-1) });
      await elections[leader]?.stop();
      expect(elections[leader]?.snapshot()).toEqual({ role: 'stopped' });
    }
    await Promise.all(elections.map(({ done }) => done));
    expect(terms).toEqual([...terms].toSorted((a, b) => a - b));
    expect(new Set(terms).size).toBe(3);
    expect(events.filter(({ kind }) => kind === 'released')).toHaveLength(3);
  },
};

export function conformance(candidate: MakeCandidate): void {
  for (const [claim, keeps] of Object.entries(claims)) it(claim, () => keeps(candidate));
}
