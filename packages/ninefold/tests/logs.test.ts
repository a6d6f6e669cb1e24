import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';

import { storeContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { startNinefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

it("keeps the members' logs beside the report, and leaves a folder of the user's alone", async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', storeContract({ faults: ['kill store primary'] }));
  const mine = scene.path('logs/mine.log');
  mkdirSync(dirname(mine));
  writeFileSync(mine, 'mine');
  const { code } = await startNinefold(scene, ['prove', '--report', '.']).ended;
  // 3: void on a busy machine, which is no matter here.
  expect([0, 3]).toContain(code);
  expect(readFileSync(mine, 'utf8')).toBe('mine');
  expect(readFileSync(scene.path('ninefold-logs/1/ledger[0].log'), 'utf8')).toContain(
    'database system is ready',
  );
});

it('gives its verdict and ends when the logs can not be kept', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', storeContract({ faults: ['kill store primary'] }));
  const command = startNinefold(scene, ['prove']);
  const folder = scene.path('ninefold-report/ninefold-logs');
  await eventually(
    'the run to begin',
    20_000,
    () => existsSync(folder),
    command.stderr.bind(command),
  );
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');
  const { code, stderr } = await command.ended;
  expect([0, 3]).toContain(code);
  expect(stderr).toContain('could not be kept');
  expect(existsSync(scene.path('ninefold-report/report.html'))).toBe(true);
  expect(scene.leftovers()).toEqual([]);
});
