import { expect, it } from 'vitest';

import { ObservedExpiry } from './observed-expiry.ts';

it('has ended when one version was seen for as long as the lease lasts', () => {
  const expiry = new ObservedExpiry();
  expect(expiry.hasEnded('1', 1_000, 5_000)).toBe(false);
  expect(expiry.hasEnded('1', 1_000, 5_999)).toBe(false);
  expect(expiry.hasEnded('1', 1_000, 6_000)).toBe(true);
});

it('begins anew with each write', () => {
  const expiry = new ObservedExpiry();
  expect(expiry.hasEnded('1', 1_000, 5_000)).toBe(false);
  expect(expiry.hasEnded('2', 1_000, 5_900)).toBe(false);
  expect(expiry.hasEnded('2', 1_000, 6_800)).toBe(false);
  expect(expiry.hasEnded('2', 1_000, 6_900)).toBe(true);
});
