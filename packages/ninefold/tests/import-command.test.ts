import { expect, it } from 'vitest';
import { z } from 'zod';

import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

const orders = `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: shop
  indicator:
    spec:
      ratioMetric:
        bad: { metricSource: { spec: { query: 'orders_total{ok="false"}' } } }
        total: { metricSource: { spec: { query: orders_total } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.995 }]
`;

const contract = `service: shop
promise: { availability: { objective: 99.9%, window: 28d } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

it('prints a section that a contract takes, and what else to know', async () => {
  const scene = newScene();
  scene.write('slo.yaml', orders);
  const { code, stdout, stderr } = await ninefold(scene, ['import', 'openslo', 'slo.yaml']);
  expect([code, stderr]).toEqual([
    0,
    "ninefold: the window is the promise's: availability: { window: 28d }\n",
  ]);
  scene.write('ninefold.yaml', contract + stdout);
  const rendered = await ninefold(scene, ['render', '--target', 'prometheus']);
  expect([rendered.code, rendered.stderr]).toEqual([0, expect.any(String)]);
  expect(rendered.stdout).toContain('orders_total{ok="false"}[5m]');
  const json = await ninefold(scene, ['import', 'openslo', 'slo.yaml', '--json']);
  const told = z.strictObject({ section: z.string(), notes: z.array(z.string()) });
  const { section, notes } = told.parse(JSON.parse(json.stdout));
  expect([json.code, json.stderr, section, notes.length]).toEqual([0, '', stdout, 1]);
});

it('says where a mistake is, and what it takes; nothing is printed', async () => {
  const scene = newScene();
  scene.write('slo.yaml', orders.replace('0.995', '99.5'));
  for (const [args, message] of [
    [['openslo', 'slo.yaml'], 'slo.yaml:13:26: 99.5 is not a number here; expected a number from'],
    [['openslo', 'none.yaml'], "can't read none.yaml"],
    [['openslo'], 'ninefold import openslo slo.yaml'],
    [['sloth', 'slo.yaml'], 'a format, which is openslo'],
    [['openslo', 'slo.yaml', '--jsn'], 'did you mean --json?'],
  ] as const) {
    const { code, stdout, stderr } = await ninefold(scene, ['import', ...args]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
  }
});
