import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { threadEntry } from './thread-entry.ts';

it('leads from dist to the file beside, and from src to the same place in dist', () => {
  const inDist = 'file:///n/packages/ninefold/dist/workload/worker.js';
  expect(threadEntry('file:///n/packages/ninefold/dist/workload/workload.js', 'worker').href).toBe(
    inDist,
  );
  expect(threadEntry('file:///n/packages/ninefold/src/workload/workload.ts', 'worker').href).toBe(
    inDist,
  );
});

it('changes only the last src of the path', () => {
  expect(threadEntry('file:///src/n/src/workload/pacer.ts', 'pacer-thread').href).toBe(
    'file:///src/n/dist/workload/pacer-thread.js',
  );
});

it.each(['worker', 'pacer-thread'])('finds %s once the package is built', (name) => {
  expect(existsSync(threadEntry(import.meta.url, name))).toBe(true);
});
