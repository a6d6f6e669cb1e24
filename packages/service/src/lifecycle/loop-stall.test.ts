import { expect, it } from 'vitest';

import { isStall } from './loop-stall.ts';

it('is a stall when one turn of the loop worked too long', () => {
  expect(isStall({ elapsedMs: 3_600, plannedMs: 250, activeMs: 3_500 }, 1_000)).toBe(true);
  expect(isStall({ elapsedMs: 1_249, plannedMs: 250, activeMs: 1_249 }, 1_000)).toBe(false);
});

it('is none when the process was paused, or busy in many short turns', () => {
  expect(isStall({ elapsedMs: 60_000, plannedMs: 250, activeMs: 3 }, 1_000)).toBe(false);
  expect(isStall({ elapsedMs: 252, plannedMs: 250, activeMs: 252 }, 100)).toBe(false);
});
