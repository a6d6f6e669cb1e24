import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  type FloorWatch,
  isBelowFloor,
  shareServed,
  startFloorWatch,
  watchFloor,
} from './floor.ts';

const FLOOR = { floor: 0.5, overMs: 30_000, ratePerSecond: 100 };
const EVERY_MS = 50;

/** Watches a client of which everything is served but in an outage, from one instant to another. */
function watched(
  forMs: number,
  [downMs, upMs]: readonly [number, number],
): { watch: FloorWatch; belowAtMs: number | undefined } {
  let watch = startFloorWatch;
  let belowAtMs: number | undefined;
  let ok = 0;
  for (let ms = 0; ms <= forMs; ms += EVERY_MS) {
    const sent = (ms / 1000) * FLOOR.ratePerSecond;
    if (ms > 0 && (ms <= downMs || ms > upMs)) ok += (EVERY_MS / 1000) * FLOOR.ratePerSecond;
    watch = watchFloor(watch, { sent, ok }, ms, FLOOR);
    if (isBelowFloor(watch, FLOOR)) belowAtMs ??= ms;
  }
  return { watch, belowAtMs };
}

it('is not below after a pause as long as the promised rto, early or late', () => {
  expect(watched(60_000, [300, 10_300]).belowAtMs).toBeUndefined();
  expect(watched(60_000, [40_000, 50_000]).belowAtMs).toBeUndefined();
});

it('is below when half of its window is gone, whenever that begins', () => {
  expect(watched(60_000, [300, 60_000]).belowAtMs).toBe(15_350);
  // To a hundredth of the window, of which it is made.
  const { belowAtMs = 0 } = watched(90_000, [50_000, 90_000]);
  expect(Math.abs(belowAtMs - 65_000)).toBeLessThan(FLOOR.overMs / 100);
});

it('forgets a pause that is over for longer than the window', () => {
  const { watch } = watched(60_000, [1_000, 11_000]);
  expect(shareServed(watch, FLOOR)).toBe(1);
});

it('begins anew with the counters of a new trial', () => {
  const { watch } = watched(20_000, [1_000, 20_000]);
  expect(shareServed(watch, FLOOR)).toBeLessThan(0.4);
  expect(shareServed(watchFloor(watch, { sent: 3, ok: 3 }, 20_050, FLOOR), FLOOR)).toBe(1);
});

it('keeps a bounded number of samples, and never more than is in the window', () => {
  const { watch } = watched(300_000, [0, 0]);
  expect(watch.samples.length).toBeLessThan(210);
  expect(watch.samples[0]?.atMs).toBeGreaterThan(300_000 - FLOOR.overMs - 1_000);
});

it('is a share, whatever the counters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ sent: fc.nat(10_000), ok: fc.nat(10_000) }), { maxLength: 50 }),
      (counters) => {
        let watch = startFloorWatch;
        counters.forEach((served, index) => {
          watch = watchFloor(watch, served, index * 400, FLOOR);
          const share = shareServed(watch, FLOOR);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        });
      },
    ),
  );
});
