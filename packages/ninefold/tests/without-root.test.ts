import { statSync } from 'node:fs';
import { expect, it } from 'vitest';

import { ordersContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { startNinefold } from './ninefold-command.ts';
import { readReport } from './proof-report.ts';
import { ORDINARY_UID, isRoot, newScene } from './scene.ts';
import { expectNothingBroken } from './verdict-of.ts';

it.runIf(isRoot)('proves a promise as an ordinary user, on an empty cache', async () => {
  const scene = newScene({ uid: ORDINARY_UID });
  const faults = ['kill store primary', 'kill app', 'partition store standby for 500ms'];
  scene.write('ninefold.yaml', ordersContract({ faults }));
  const command = startNinefold(scene, ['prove']);
  const status = await eventually('a member to run', 60_000, () => {
    const owners = scene
      .leftovers()
      .map((line) => Number(/process (\d+).*orders-\d/.exec(line)?.[1]))
      .filter((pid) => pid > 0)
      .map((pid) => ownerOf(pid));
    return owners.length > 0 && owners;
  });
  expect(new Set(status)).toEqual(new Set([ORDINARY_UID]));
  const { code, stderr } = await command.ended;
  expect(stderr).not.toContain('ninefold: ');
  expectNothingBroken(readReport(scene.path('ninefold-report')), code);
  expect(statSync(scene.path('ninefold-report/report.html')).uid).toBe(ORDINARY_UID);
  expect(scene.leftovers()).toEqual([]);
});

function ownerOf(pid: number): number {
  try {
    return statSync(`/proc/${pid}`).uid;
  } catch {
    return ORDINARY_UID;
  }
}
