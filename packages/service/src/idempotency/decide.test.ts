import fc from 'fast-check';
import { expect, it } from 'vitest';

import { decide, settles } from './decide.ts';
import type { Claim, StoredResult } from './store.ts';

const result: StoredResult = { status: 201, headers: {}, body: Buffer.from('') };
const asked = { fingerprint: 'mine', waitedMs: 0, waitMs: 1_000, looks: 0 };
const attempt = { keep: async () => 'kept' as const, release: async () => undefined };

it('does the work of the first claim', () => {
  expect(decide({ kind: 'first', attempt }, asked)).toEqual({ kind: 'run', attempt });
});

it('replays what is done, for the same payload alone', () => {
  expect(decide({ kind: 'done', fingerprint: 'mine', result }, asked)).toEqual({
    kind: 'replay',
    result,
  });
  expect(decide({ kind: 'done', fingerprint: 'theirs', result }, asked).kind).toBe('other-payload');
});

it('refuses another payload at once, without waiting for the first to end', () => {
  expect(decide({ kind: 'running', fingerprint: 'theirs' }, asked).kind).toBe('other-payload');
});

it('refuses a duplicate at once when it may not wait', () => {
  expect(decide({ kind: 'running' }, { ...asked, waitMs: 0 }).kind).toBe('in-progress');
});

it('waits its time and no longer, however the looks fall', () => {
  const running: Claim = { kind: 'running', fingerprint: 'mine' };
  fc.assert(
    fc.property(fc.nat(20_000), fc.array(fc.nat(50)), (waitMs, lookMs) => {
      let waitedMs = 0;
      for (let looks = 0; ; looks++) {
        const decision = decide(running, { fingerprint: 'mine', waitedMs, waitMs, looks });
        if (decision.kind === 'in-progress') break;
        if (decision.kind !== 'look-again') throw new Error(decision.kind);
        expect(decision.delayMs).toBeGreaterThan(0);
        expect(waitedMs + decision.delayMs).toBeLessThanOrEqual(waitMs);
        waitedMs += decision.delayMs + (lookMs[looks] ?? 0);
      }
      expect(waitedMs).toBeGreaterThanOrEqual(waitMs);
    }),
  );
});

it('keeps what settles the operation, and nothing that asks to try again', () => {
  expect([200, 201, 302, 400, 404, 409, 422].filter((status) => !settles(status))).toEqual([]);
  expect([408, 425, 429, 500, 502, 503, 504].filter(settles)).toEqual([]);
});
