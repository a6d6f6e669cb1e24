import { describe, expect, it } from 'vitest';

import type { Lease } from '../src/leadership/lease.ts';
import { claims } from './leadership-conformance.ts';
import type { MakeCandidate } from './leadership-conformance.ts';

/* The suite that all leases pass must see what is wrong with these. */

type Fault =
  | 'grants it to everybody'
  | 'ends it early'
  | 'renews what another holds'
  | 'grants the same term again'
  | 'does not release it'
  | 'does not mind an abort';

interface Grant {
  readonly holder: object;
  readonly term: number;
  untilMs: number;
}

/** A lease in this process's memory, sound but for one fault. */
function memoryLeases(fault?: Fault): MakeCandidate {
  const grants = new Map<string, Grant>();
  return (name, ttlMs) => {
    const holder = {};
    const lastsMs = fault === 'ends it early' ? ttlMs / 20 : ttlMs;
    /** What is held by us, under this term, and lasts. */
    const held = (term: number): Grant | undefined => {
      const grant = grants.get(name);
      if (grant === undefined || performance.now() >= grant.untilMs) return undefined;
      return grant.holder === holder && grant.term === term ? grant : undefined;
    };
    const lease: Lease = {
      ttlMs,
      async acquire(signal) {
        // As a store does, it answers later.
        await new Promise(setImmediate);
        if (fault !== 'does not mind an abort') signal.throwIfAborted();
        const last = grants.get(name);
        const nowMs = performance.now();
        const isFree = last === undefined || last.holder === holder || nowMs >= last.untilMs;
        if (!isFree && fault !== 'grants it to everybody') return undefined;
        const term = (last?.term ?? 0) + (fault === 'grants the same term again' && last ? 0 : 1);
        grants.set(name, { holder, term, untilMs: nowMs + lastsMs });
        return term;
      },
      async renew(term) {
        if (fault === 'renews what another holds') return true;
        const grant = held(term);
        if (grant) grant.untilMs = performance.now() + lastsMs;
        return grant !== undefined;
      },
      async release(term) {
        const grant = held(term);
        if (grant && fault !== 'does not release it') grant.untilMs = -Infinity;
      },
    };
    return lease;
  };
}

const CAUGHT_BY: Readonly<Record<Fault, string>> = {
  'grants it to everybody': 'is granted to one of many that try at once',
  'ends it early': 'goes to another when it is not renewed, under a higher term, and never back',
  'renews what another holds':
    'goes to another when it is not renewed, under a higher term, and never back',
  'grants the same term again': 'has strictly higher terms each time, whoever gets it',
  'does not release it': 'goes to another at once when released, and is not renewed any more',
  'does not mind an abort': 'rejects with the reason of an abort, and can be asked again',
};

describe('the suite of leases', () => {
  it.each(Object.entries(CAUGHT_BY))('catches one that %s', async (fault, claim) => {
    await expect(claims[claim]?.(memoryLeases(fault as Fault))).rejects.toThrow();
  });

  it.each(Object.entries(claims))('passes a sound one, which %s', async (_claim, keeps) => {
    await keeps(memoryLeases());
  });
});
