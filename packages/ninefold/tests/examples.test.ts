import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { storeContract } from './contracts.ts';
import { EXAMPLES, ninefold } from './ninefold-command.ts';
import { readReport, trialOf } from './proof-report.ts';
import { newScene } from './scene.ts';

// Once more where a busy machine voids the trials: that it can be proved is the claim.
it(
  'proves the promise of examples/checkout, and writes all three reports',
  { retry: 1 },
  async () => {
    const scene = newScene();
    const ending = await ninefold(scene, ['prove', `${EXAMPLES}/checkout`, '--trials', '1']);
    expect(ending.stdout).toContain('Every promise held in 4 trials of 4 faults');
    expect(ending.code).toBe(0);
    const folder = scene.path('ninefold-report');
    const { verdict } = readReport(folder);
    expect(verdict).toMatchObject({ ruling: 'kept', voidTrials: 0, brokenTrials: 0 });
    expect(verdict.lost.total).toBe(0);
    expect(readFileSync(`${folder}/report.html`, 'utf8')).toMatch(/^<!doctype html>[^]*<svg/i);
    expect(readFileSync(`${folder}/junit.xml`, 'utf8')).toMatch(/<testsuites [^>]*failures="0"/);
    // A plan takes the recovery times from it.
    const report = `${folder}/report.json`;
    const plan = await ninefold(scene, [
      'plan',
      `${EXAMPLES}/checkout`,
      '--from',
      report,
      '--json',
    ]);
    const { tiers, reports } = JSON.parse(plan.stdout) as {
      tiers: { name: string; source: string; worstRtoMs: number }[];
      reports: string[];
    };
    const slowest = Math.max(...verdict.faults.map(({ rto }) => rto?.worstMs ?? 0));
    const store = tiers.find(({ name }) => name === 'stores.orders');
    expect(store?.source).toBe('measured');
    expect(store?.worstRtoMs).toBeGreaterThan(0);
    expect(store?.worstRtoMs).toBeLessThanOrEqual(slowest);
    expect(reports).toEqual([`${report} (kept): recovery of stores.orders, app`]);
    expect(scene.leftovers()).toEqual([]);
  },
);

it('breaks examples/broken-promise, and names the lost orders and when they were acknowledged', async () => {
  const scene = newScene();
  const ending = await ninefold(scene, ['prove', `${EXAMPLES}/broken-promise`]);
  expect(ending.code).toBe(1);
  const folder = scene.path('ninefold-report');
  const { verdict } = readReport(folder);
  expect(verdict.rows.find(({ name }) => name === 'rpo')?.ruling).toBe('broken');
  const [lost] = verdict.lost.listed;
  const id = lost?.id ?? 'none';
  expect(verdict.lost.total).toBeGreaterThan(0);
  expect(lost?.acknowledgedAfterFaultMs).toBeLessThan(0);
  expect(ending.stdout).toContain(`${verdict.lost.total} acknowledged writes lost`);
  expect(ending.stdout).toContain(id);
  // Of all that were lost, not only of those listed: the rest of the report must agree.
  const { window } = verdict.lost;
  // A void trial is made again, and what it lost is lost too.
  const oldest = Math.max(...(verdict.faults[0]?.trials ?? []).map(({ rpo }) => rpo.rpoMs));
  expect(oldest).toBeCloseTo(-(window?.firstAfterFaultMs ?? 0));
  const told =
    /acknowledged from ([\d.]+) ms before the fault to ([\d.]+) ms (before|after) the fault/;
  const [, first, last, side] = told.exec(ending.stdout) ?? [];
  expect(Number(first)).toBeCloseTo(-(window?.firstAfterFaultMs ?? 0), -1);
  const lastMs = Number(last) * (side === 'after' ? 1 : -1);
  expect(lastMs).toBeCloseTo(window?.lastAfterFaultMs ?? 0, -1);
  const junit = readFileSync(`${folder}/junit.xml`, 'utf8');
  expect(junit).toContain('acknowledged writes lost, oldest');
  expect(junit).not.toContain('failures="0"');
  expect(existsSync(`${folder}/report.html`)).toBe(true);
  expect(readFileSync(`${folder}/report.html`, 'utf8')).toContain(id);
  // They are truly gone: the client was told 201, and nobody has the order now.
  const trial = trialOf(readReport(folder), verdict.faults[0]?.fault ?? '');
  expect(trial.operations.find((one) => one.id === id)).toMatchObject({ outcome: 'ok' });
  expect(scene.leftovers()).toEqual([]);
});

it('breaks an RTO that is below what is reachable', async () => {
  const scene = newScene();
  const contract = scene.write(
    'ninefold.yaml',
    storeContract({ rto: '5ms', rate: '200/s', faults: ['kill store primary'] }),
  );
  const ending = await ninefold(scene, ['prove', contract]);
  expect(ending.code).toBe(1);
  const { verdict } = readReport(scene.path('ninefold-report'));
  expect(verdict.rows.find(({ name }) => name === 'rto')?.ruling).toBe('broken');
  expect(verdict.lost.total).toBe(0);
});
