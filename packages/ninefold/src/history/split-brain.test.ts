import { expect, test } from 'vitest';
import { record } from './histories.test.data.ts';
import type { Grant, WriterObservation } from './history.ts';
import { findSplitBrain } from './split-brain.ts';

const grant = (member: string, term: number, atMs: number): Grant => ({
  store: 'orders',
  member,
  term,
  atMs,
});
const look = (
  member: string,
  askedMs: number,
  acceptsWrites = true,
  answeredMs = askedMs + 5,
): WriterObservation => ({ store: 'orders', member, askedMs, answeredMs, acceptsWrites });
const handover = [grant('orders[0]', 1, 0), grant('orders[1]', 2, 1100)];
const check = (grants: Grant[], writers: WriterObservation[]) =>
  findSplitBrain(record([], { grants, writers }));

test('passes a failover in which the old primary never writes again', () => {
  const writers = [
    look('orders[0]', 500),
    look('orders[1]', 500, false),
    look('orders[0]', 1200, false),
    look('orders[1]', 1200),
  ];
  expect(check(handover, writers)).toEqual({ looks: 4, findings: [] });
});

test('does not hold an answer against a member that was asked before the grant', () => {
  expect(check(handover, [look('orders[0]', 1099, true, 1105)]).findings).toEqual([]);
});

test('does not hold an answer against a member whose own grant was seen late', () => {
  const grants = [grant('orders[0]', 1, 0), { ...grant('orders[1]', 2, 1100), notBeforeMs: 800 }];
  expect(check(grants, [look('orders[1]', 900)]).findings).toEqual([]);
  expect(check(grants, [look('orders[1]', 790)]).findings).toHaveLength(1);
  expect(check(grants, [look('orders[0]', 1100)]).findings).toHaveLength(1);
  expect(check(handover, [look('orders[1]', 900)]).findings).toHaveLength(1);
});

test('finds the old primary accepting writes after the grant to another', () => {
  const { findings } = check(handover, [look('orders[0]', 1100), look('orders[0]', 1400)]);
  expect(findings).toEqual([
    {
      kind: 'second writer',
      store: 'orders',
      member: 'orders[0]',
      holder: 'orders[1]',
      term: 2,
      grantedAtMs: 1100,
      firstAskedMs: 1100,
      lastAskedMs: 1400,
      times: 2,
    },
  ]);
});

test('finds a member that was never granted a term', () => {
  expect(check([grant('orders[0]', 1, 0)], [look('orders[2]', 10)]).findings).toHaveLength(1);
});

test('finds two members granted the same or an older term', () => {
  const same = [grant('orders[0]', 1, 0), grant('orders[1]', 1, 1100)];
  expect(check(same, []).findings).toMatchObject([{ kind: 'term not higher', term: 1 }]);
  const older = [grant('orders[0]', 2, 0), grant('orders[1]', 1, 1100)];
  expect(check(older, []).findings).toMatchObject([{ kind: 'term not higher', term: 1 }]);
});

test('finds two writers of a store without terms, but not one', () => {
  expect(check([], [look('orders[0]', 1), look('orders[0]', 9)]).findings).toEqual([]);
  expect(check([], [look('orders[0]', 1), look('orders[1]', 1)]).findings).toEqual([
    { kind: 'two writers without a term', store: 'orders', members: ['orders[0]', 'orders[1]'] },
  ]);
});

test('keeps stores apart', () => {
  const writers = [look('orders[1]', 1200), { ...look('carts[0]', 1200), store: 'carts' }];
  expect(check(handover, writers).findings).toEqual([]);
});
