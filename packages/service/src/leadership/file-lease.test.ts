import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { fileLease } from './file-lease.ts';

const never = new AbortController().signal;
let directory: string;
let nowMs = 0;
const clock = { monotonicMs: (): number => nowMs };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ninefold-file-lease-'));
  nowMs = 1_000_000;
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('ends when its time is over, and leaves one file', async () => {
  const [holder, other] = [1, 2].map(() => fileLease({ directory, ttlMs: 100, clock }));
  expect(await holder?.acquire(never)).toBe(1);
  nowMs += 99;
  expect(await other?.acquire(never)).toBeUndefined();
  nowMs += 1;
  expect(await other?.acquire(never)).toBe(2);
  expect(readdirSync(directory)).toEqual(['2.json']);
});

it('is not renewed by a write that came after the end, though nobody took it yet', async () => {
  const holder = fileLease({
    directory,
    ttlMs: 100,
    // Paused during the renewal: after its first look at the clock.
    clock: { monotonicMs: () => (nowMs += 60) },
  });
  const term = (await holder.acquire(never)) ?? 0;
  expect(await holder.renew(term, never)).toBe(false);
  expect(await fileLease({ directory, ttlMs: 100, clock }).acquire(never)).toBe(term + 1);
});

it('is held though it was renewed between our look at the clock and at the file', async () => {
  await fileLease({ directory, ttlMs: 100, clock }).acquire(never);
  const instants = [nowMs - 50, nowMs];
  const other = fileLease({
    directory,
    ttlMs: 100,
    clock: { monotonicMs: () => instants.shift() ?? nowMs },
  });
  expect(await other.acquire(never)).toBeUndefined();
});

it('of an earlier boot is over, and its terms count on', async () => {
  await fileLease({ directory, ttlMs: 100, clock }).acquire(never);
  nowMs = 5;
  expect(await fileLease({ directory, ttlMs: 100, clock }).acquire(never)).toBe(2);
});

it('is not granted over a file that is something else', async () => {
  writeFileSync(join(directory, '3.json'), 'not a lease');
  const lease = fileLease({ directory, clock });
  await expect(lease.acquire(never)).rejects.toThrow('3.json is not a lease');
});

it('is granted to one of many that find it expired, each time', async () => {
  const candidates = Array.from({ length: 10 }, () => fileLease({ directory, ttlMs: 100, clock }));
  for (let round = 1; round <= 20; round++) {
    const terms = await Promise.all(candidates.map((lease) => lease.acquire(never)));
    expect(terms.filter((term) => term !== undefined)).toEqual([round]);
    nowMs += 100;
  }
  expect(readdirSync(directory)).toEqual(['20.json']);
});
