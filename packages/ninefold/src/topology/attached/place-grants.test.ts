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
  const writers = [
    look('db-1', 100),
    look('db-2', 400, false),
    look('db-2', 500),
    look('db-2', 600),
    look('db-2', 1_100),
  ];
  const placed = placeGrants([FIRST], [SECOND], writers);

  it('is as old as the first answer of a member that accepts writes', () => {
    expect(placed).toEqual([FIRST, { ...SECOND, atMs: 520, notBeforeMs: 500 }]);
  });

  it('makes no second writer of the new primary', () => {
    expect(findings([FIRST, SECOND], writers)).toBe(1);
    expect(findings(placed, writers)).toBe(0);
  });

  it('still makes one of an old primary that goes on', () => {
    expect(findings(placed, [...writers, look('db-1', 530)])).toBe(1);
  });

  it('is where it was seen when nobody was seen to accept writes before', () => {
    expect(placeGrants([FIRST], [SECOND], [look('db-2', 500, false)])[1]).toEqual(SECOND);
  });
});

it('hides no old primary that went on and leads again later', () => {
  const third = { ...FIRST, term: 6, atMs: 3_000 };
  const on = [look('db-1', 900), look('db-1', 1_500)];
  expect(placeGrants([FIRST, SECOND], [third], on)[2]).toEqual(third);
  expect(findings(placeGrants([FIRST, SECOND], [third], on), on)).toBe(1);
  const demoted = [...on, look('db-1', 2_000, false), look('db-1', 2_500)];
  const grants = placeGrants([FIRST, SECOND], [third], demoted);
  expect(grants[2]?.atMs).toBe(2_520);
  expect(findings(grants, demoted)).toBe(1);
});
