import { expect, it } from 'vitest';

import { endAll } from './ending.ts';
import type { EndingReport } from './ending.ts';

it('ends one after the other, the last started first, also after one that throws', async () => {
  const log: string[] = [];
  const ending = (name: string, fails = false) => ({
    name,
    end: async () => {
      log.push(`${name} ending`);
      await new Promise(setImmediate);
      log.push(`${name} ended`);
      if (fails) throw new Error(name);
    },
  });
  const report: EndingReport = { current: undefined, failed: false };
  await endAll([ending('store'), ending('outbox', true)], report, (name) => log.push(`${name}!`));
  expect(log).toEqual(['outbox ending', 'outbox ended', 'outbox!', 'store ending', 'store ended']);
  expect(report).toEqual({ current: undefined, failed: true });
});

it('names the one that is being ended', () => {
  const report: EndingReport = { current: undefined, failed: false };
  void endAll(
    [{ name: 'store', end: () => new Promise(() => undefined) }],
    report,
    () => undefined,
  );
  expect(report.current).toBe('store');
});
