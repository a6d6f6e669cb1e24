import { describe, expect, it } from 'vitest';

import { findSplitBrain } from '../../history/split-brain.ts';
import type { Grant, TrialRecord, WriterObservation } from '../../history/history.ts';
import { placeGrants } from './place-grants.ts';

const FIRST: Grant = { store: 'orders', member: 'db-1', term: 4, atMs: 0 };
const SECOND: Grant = { store: 'orders', member: 'db-2', term: 5, atMs: 1_000 };

function look(member: string, askedMs: number, acceptsWrites = true): WriterObservation {
  return { store: 'orders', member, askedMs, answeredMs: askedMs + 20, acceptsWrites };
}

function findings(grants: readonly Grant[], writers: readonly WriterObservation[]): number {
  const record: Partial<TrialRecord> = { grants, writers };
  // oxlint-disable-next-line no-unsafe-type-assertion -- as much of a record as this check reads
  return findSplitBrain(record as TrialRecord).findings.length;
}

describe('a grant that is seen late', () => {
  const writers = [look('db-1', 100), look('db-2', 500), look('db-2', 600), look('db-2', 1_100)];

  it('is as old as the first answer of a member that accepts writes', () => {
    const { grants } = placeGrants([FIRST], [SECOND], writers);
    expect(grants).toEqual([FIRST, { ...SECOND, atMs: 520 }]);
  });

  it('makes no second writer of the new primary', () => {
    expect(findings([FIRST, SECOND], writers)).toBe(1);
    const placed = placeGrants([FIRST], [SECOND], writers);
    expect(findings(placed.grants, placed.writers)).toBe(0);
  });

  it('still makes one of an old primary that goes on', () => {
    const { grants, writers: looks } = placeGrants(
      [FIRST],
      [SECOND],
      [...writers, look('db-1', 530)],
    );
    expect(findings(grants, looks)).toBe(1);
  });

  it('is where it was seen when nobody was seen to accept writes before', () => {
    const { grants } = placeGrants([FIRST], [SECOND], [look('db-2', 500, false)]);
    expect(grants[1]?.atMs).toBe(1_000);
  });
});

it('leaves every look that does not concern it', () => {
  const writers = [look('db-1', 100), look('db-3', 200, false), look('db-2', 300, false)];
  expect(placeGrants([FIRST], [SECOND], writers).writers).toEqual(writers);
});

it('takes nothing from a member that goes on under a newer timeline', () => {
  const again = { ...SECOND, member: 'db-1' };
  const writers = [look('db-1', 100), look('db-1', 900)];
  expect(placeGrants([FIRST], [again], writers).writers).toEqual(writers);
});
