import { mkdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

import { type AppWords, appContract, ordersContract } from './contracts.ts';
import { ninefold } from './ninefold-command.ts';
import { happenings, notOk, readReport, trialOf } from './proof-report.ts';
import { type Scene, newScene } from './scene.ts';
import { expectNoClientSaw, expectNothingBroken } from './verdict-of.ts';
import { FILE_SERVICE, PYTHON_SERVICE } from './small-apps.ts';

const FAULTS = ['kill app', 'rolling restart'];

it('costs clients nothing at 500 idempotent requests a second to kill a replica or restart all', async () => {
  const scene = newScene();
  scene.write('service.mjs', FILE_SERVICE);
  const { code } = await prove(scene, {
    run: '[node, service.mjs]',
    rate: '500/s',
    faults: FAULTS,
  });
  const report = readReport(scene.path('ninefold-report'));
  expectNothingBroken(report, code);
  for (const fault of FAULTS) {
    const trial = trialOf(report, fault);
    expect(trial.periodMs).toBe(2);
    expect(trial.operations.length).toBeGreaterThan(500);
    expect(happenings(trial).some((one) => one.startsWith('exited app'))).toBe(true);
    expectNoClientSaw(report, fault);
  }
});

it('tells clients of a killed replica when the app may not be asked twice', async () => {
  const scene = newScene();
  // Each answer takes a while, so that some are certainly under way when the replica dies.
  scene.write(
    'service.mjs',
    FILE_SERVICE.replace(
      "if (request.method === 'POST') {",
      `$&
    await new Promise((resolve) => setTimeout(resolve, 100));`,
    ),
  );
  scene.write(
    'ninefold.yaml',
    appContract(words(scene, { run: '[node, service.mjs]', faults: ['kill app'] })).replace(
      /headers: \{[^]*?"' \}, /,
      '',
    ),
  );
  await ninefold(scene, ['prove']);
  const trial = trialOf(readReport(scene.path('ninefold-report')), 'kill app');
  // Neither done nor failed: they may be stored or not.
  expect(notOk(trial).filter((one) => one.startsWith('unknown'))).not.toEqual([]);
});

it.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'proves a service in Python as well as one in JavaScript',
  async () => {
    const scene = newScene();
    scene.write('service.py', PYTHON_SERVICE);
    const faults = ['kill app', 'freeze app for 500ms', 'rolling restart'];
    const { code } = await prove(scene, { run: '[python3, service.py]', faults });
    const report = readReport(scene.path('ninefold-report'));
    expectNothingBroken(report, code);
    for (const fault of faults) expectNoClientSaw(report, fault);
    expect(scene.leftovers()).toEqual([]);
  },
);

it('finds what a service forgets when it is killed', async () => {
  const scene = newScene();
  // Orders are kept in memory: acknowledged, and gone with the process.
  scene.write(
    'service.mjs',
    FILE_SERVICE.replace(/import \{ existsSync.*\n/, 'const kept = new Set();\n')
      .replace(/writeFileSync\((.*), ''\)/, 'kept.add($1)')
      .replace(/existsSync\((.*)\)\) resp/, 'kept.has($1)) resp'),
  );
  const { stdout, code } = await prove(scene, {
    run: '[node, service.mjs]',
    replicas: 1,
    faults: ['kill app'],
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/\d+ acknowledged writes lost/);
  expect(readReport(scene.path('ninefold-report')).verdict.lost.total).toBeGreaterThan(10);
});

it('writes to a store without an app in SQL, and finds every row again', async () => {
  const scene = newScene();
  const faults = ['kill store primary', 'freeze store primary for 1s'];
  // The app's part is left out of the same contract.
  const contract = ordersContract({ faults })
    .replace(/^app:.*\n/m, '')
    .replace(/^ {2}(write|read):.*\n/gm, '');
  const { code } = await ninefold(scene, ['prove', scene.write('store.yaml', contract)]);
  const report = readReport(scene.path('ninefold-report'));
  expectNothingBroken(report, code);
  for (const fault of faults) {
    const trial = trialOf(report, fault);
    const acknowledged = trial.operations.filter(({ outcome }) => outcome === 'ok');
    expect(acknowledged.length).toBeGreaterThan(20);
    // Counted, not only seen: each is stored once.
    const found = new Map(Object.entries(trial.found));
    for (const { id } of acknowledged) expect(found.get(id)).toBe(1);
  }
  // The watch for a second writer did look.
  for (const { trials } of report.verdict.faults)
    expect(trials[0]?.writers.looks).toBeGreaterThan(20);
});

function prove(scene: Scene, given: AppWords): ReturnType<typeof ninefold> {
  scene.write('ninefold.yaml', appContract(words(scene, given)));
  return ninefold(scene, ['prove']);
}

/** The service's orders lie in the scene. */
function words(scene: Scene, given: AppWords): AppWords {
  const orders = scene.path('orders');
  mkdirSync(orders);
  return { ...given, appMore: `environment: { ORDERS: ${orders} }` };
}
