import { describe, expect, it } from 'vitest';

import { step, validUntilMs } from './candidate.ts';
import { simulate } from './simulation.test.world.ts';
import type { Broken, Invariant } from './simulation.test.world.ts';

// LEADERSHIP_SEED=… replays one schedule, LEADERSHIP_SEEDS=… runs more.
const replayed = process.env['LEADERSHIP_SEED'];
const SEEDS = Number(process.env['LEADERSHIP_SEEDS'] ?? 5_000);

describe('whatever freezes, crashes, restarts, comes late or is lost', () => {
  it('one leads at most, terms increase, no stale write is taken, and somebody leads again', () => {
    const totals = { elections: 0, refusedWrites: 0, expiries: 0 };
    const seeds = replayed === undefined ? range(SEEDS) : [Number(replayed)];
    for (const seed of seeds) {
      const { violation, ...counts } = simulate(seed);
      expect(violation, `seed ${seed}`).toBeUndefined();
      totals.elections += counts.elections;
      totals.refusedWrites += counts.refusedWrites;
      totals.expiries += counts.expiries;
    }
    if (replayed !== undefined) return;
    // The faults bite: else the invariants held for want of danger.
    expect(totals.elections).toBeGreaterThan(SEEDS);
    expect(totals.refusedWrites).toBeGreaterThan(SEEDS / 10);
    expect(totals.expiries).toBeGreaterThan(SEEDS / 10);
  }, 600_000);
});

const mutants: readonly (Broken & {
  readonly name: string;
  readonly breaks: readonly Invariant[];
})[] = [
  {
    name: 'forgets the margin',
    validUntilMs: (sentAtMs, _answeredAtMs, { ttlMs }) => sentAtMs + ttlMs,
    breaks: ['one leader'],
  },
  {
    name: 'counts from the answer, not from the request',
    validUntilMs: (_sentAtMs, answeredAtMs, surroundings) =>
      validUntilMs(answeredAtMs, answeredAtMs, surroundings),
    breaks: ['one leader', 'terms increase'],
  },
  {
    name: 'leads until it learns that it does not',
    validUntilMs: () => Infinity,
    breaks: ['one leader'],
  },
  {
    name: 'takes a failed renewal for a renewal',
    step: (state, happening, nowMs, surroundings) =>
      step(
        state,
        state.kind === 'leading' && happening.kind === 'failed'
          ? { ...happening, kind: 'renewed' }
          : happening,
        nowMs,
        surroundings,
      ),
    breaks: ['one leader'],
  },
  {
    name: 'takes a grant that came after it gave up',
    step: (state, happening, nowMs, surroundings) =>
      step(
        state.kind === 'waiting' && happening.kind === 'granted'
          ? {
              kind: 'acquiring',
              request: happening.request,
              sentAtMs: nowMs,
              failures: 0,
              stopping: false,
            }
          : state,
        happening,
        nowMs,
        surroundings,
      ),
    breaks: ['one leader', 'terms increase'],
  },
  {
    name: 'gives back a grant that came after it gave up',
    step: (state, happening, nowMs, surroundings) => {
      const decided = step(state, happening, nowMs, surroundings);
      const late =
        happening.kind === 'granted' &&
        !(state.kind === 'acquiring' && state.request === happening.request);
      if (!late) return decided;
      const release = { kind: 'release', request: 0, term: happening.term } as const;
      return { ...decided, commands: [...decided.commands, release] };
    },
    breaks: ['one leader', 'released after work'],
  },
  {
    name: 'releases the lease before the work has ended',
    step: (state, happening, nowMs, surroundings) => {
      const decided = step(state, happening, nowMs, surroundings);
      if (state.kind !== 'leading' || decided.state.kind !== 'ending') return decided;
      const release = { kind: 'release', request: 0, term: state.term } as const;
      return { ...decided, commands: [...decided.commands, release] };
    },
    breaks: ['released after work'],
  },
  { name: 'compares the clocks of others', remoteClocks: true, breaks: ['one leader', 'recovers'] },
  { name: 'lets the store forget its terms', forgetful: true, breaks: ['terms increase'] },
  { name: 'writes to a resource without a fence', unfenced: true, breaks: ['no stale write'] },
];

describe('the simulation catches an election that', () => {
  it.each(mutants)('$name', ({ breaks, ...broken }) => {
    for (const seed of range(SEEDS)) {
      const { violation } = simulate(seed, broken);
      if (violation === undefined) continue;
      expect(breaks, `seed ${seed}`).toContain(violation.invariant);
      // The seed is no accident: with the rule in place nothing is broken.
      expect(simulate(seed).violation, `seed ${seed}`).toBeUndefined();
      return;
    }
    expect.fail(`survived ${SEEDS} seeds`);
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
