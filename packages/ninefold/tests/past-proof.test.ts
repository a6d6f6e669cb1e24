import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { parseContract } from '../src/contract/parse-contract.ts';
import { judge } from '../src/history/judge.ts';
import { renderJson } from '../src/report/json.ts';
import { sampleRecord } from '../src/report/sample-records.test.data.ts';
import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

const CONTRACT = `service: checkout
promise: { availability: { objective: 99.9%, window: 1d }, rto: 1s }
app: { run: [node, server.js] }
stores: { orders: { engine: postgres, members: 3 } }
workload: { write: { path: /orders }, read: { path: "/orders/{{id}}" } }
proof: { trials: 1, faults: [kill store primary] }
`;

it('status, postmortem and plan read what a past proof left', async () => {
  const scene = newScene();
  const parsed = parseContract(CONTRACT, 'ninefold.yaml');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const records = [sampleRecord({ fault: 'kill store primary', trial: 1, seed: 2, outageMs: 600 })];
  const report = scene.write(
    'report.json',
    renderJson({
      verdict: judge(parsed.contract, records),
      records,
      contractText: CONTRACT,
      environment: [],
      unsupported: [],
      startedAt: '2026-01-31T08:00:00.000Z',
      elapsedMs: 9000,
    }),
  );
  const status = await ninefold(scene, ['status', '--report', report]);
  expect(status.stderr).toBe('');
  expect(status.code).toBe(0);
  expect(status.stdout).toContain('kill store primary, trial 1');
  expect(status.stdout).toContain('no pace is known from a proof');

  const out = scene.path('out');
  const written = await ninefold(scene, ['postmortem', '--report', report, '--out', out]);
  expect(written.stderr).toBe('');
  expect(written.code).toBe(0);
  const text = readFileSync(`${out}/postmortem.md`, 'utf8');
  expect(text).toContain('The fault `kill store primary`, injected on purpose.');
  expect(text).toContain('MTBF not known');

  const contract = scene.write('ninefold.yaml', CONTRACT);
  const plan = await ninefold(scene, ['plan', contract, '--from', `${out}/incidents.json`]);
  expect(plan.stdout).toContain('1 incident of the whole service');
});
