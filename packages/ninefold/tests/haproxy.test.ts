import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { appContract } from './contracts.ts';
import { ninefold } from './ninefold-command.ts';
import { happenings, readReport, trialOf } from './proof-report.ts';
import { newScene } from './scene.ts';
import { FILE_SERVICE } from './small-apps.ts';
import { expectNoClientSaw, expectNothingBroken } from './verdict-of.ts';

describe.skipIf(!existsSync('/usr/sbin/haproxy'))('an app behind HAProxy', () => {
  it(
    'costs clients nothing when a replica is killed, if their requests are idempotent',
    { timeout: 120_000 },
    async () => {
      // A cache of its own has no Patroni, and needs none.
      const scene = newScene({ ownCache: true });
      const orders = scene.path('orders');
      mkdirSync(orders);
      scene.write('service.mjs', FILE_SERVICE);
      const contract = appContract({
        run: '[node, service.mjs]',
        balancer: '{ engine: haproxy }',
        rate: '100/s',
        faults: ['kill app'],
        appMore: `environment: { ORDERS: ${orders} }`,
      });
      const { code } = await ninefold(scene, ['prove', scene.write('ninefold.yaml', contract)]);
      const report = readReport(scene.path('ninefold-report'));
      expectNothingBroken(report, code);
      expect(happenings(trialOf(report, 'kill app')).join(' ')).toContain('exited app');
      expectNoClientSaw(report, 'kill app');
      expect(scene.leftovers()).toEqual([]);
    },
  );
});
