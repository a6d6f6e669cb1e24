import { expect, it } from 'vitest';

import { memoryStore } from './memory-store.ts';
import { anId, claimOn, created, firstOn, storeConformance } from './store.test.suite.ts';

const shared = memoryStore();
storeConformance('the memory store', () => shared);

/** A store whose time stands still until it is moved. */
function store(maxKeys: number) {
  const time = { nowMs: 0 };
  return {
    time,
    keys: memoryStore({
      maxKeys,
      time: { monotonicMs: () => time.nowMs, sleep: () => Promise.reject(new Error('unused')) },
    }),
  };
}

it('holds a lease until the very instant it ends', async () => {
  const { time, keys } = store(8);
  const id = anId();
  await firstOn(keys, id, { leaseMs: 100 });
  time.nowMs = 99;
  expect(await claimOn(keys, id)).toMatchObject({ kind: 'running' });
  time.nowMs = 100;
  expect(await claimOn(keys, id)).toMatchObject({ kind: 'first' });
});

it('keeps no result of an attempt whose lease ended, though nobody else came', async () => {
  const { time, keys } = store(8);
  const attempt = await firstOn(keys, anId(), { leaseMs: 100 });
  time.nowMs = 100;
  expect(await attempt.keep(created)).toBe('lost');
});

it('makes room by its oldest result, and never by an operation that runs', async () => {
  const { keys } = store(3);
  const [running, oldest, newer, last] = [anId(), anId(), anId(), anId()];
  await firstOn(keys, running);
  await (await firstOn(keys, oldest)).keep(created);
  await (await firstOn(keys, newer)).keep(created);
  await (await firstOn(keys, last)).keep(created);
  expect(await claimOn(keys, running)).toMatchObject({ kind: 'running' });
  expect(await claimOn(keys, newer)).toMatchObject({ kind: 'done' });
  expect(await claimOn(keys, oldest)).toMatchObject({ kind: 'first' });
});

it('refuses a claim when all it may hold are running', async () => {
  const { keys } = store(2);
  await firstOn(keys, anId());
  await firstOn(keys, anId());
  await expect(claimOn(keys, anId())).rejects.toThrow('all 2 keys are running');
});

it('makes room by what has expired first', async () => {
  const { time, keys } = store(2);
  const [expired, result] = [anId(), anId()];
  await (await firstOn(keys, result)).keep(created);
  await (await firstOn(keys, expired, { ttlMs: 10 })).keep(created);
  time.nowMs = 10;
  await firstOn(keys, anId());
  expect(await claimOn(keys, result)).toMatchObject({ kind: 'done' });
});
