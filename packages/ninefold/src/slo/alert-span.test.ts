import { expect, test } from 'vitest';

import { contractFrom } from '../model/contracts.test.data.ts';
import { UPKEEP_ALERTS, WINDOW_ALERTS, endsWithIncident, tellsOfIncident } from './alert-span.ts';
import { alertsOf, ruleGroupsOf } from './rule-groups.ts';

test('alerts that are set apart by name are ones that are rendered', () => {
  const rendered = alertsOf(
    ruleGroupsOf(
      contractFrom(`service: checkout
promise: { availability: { objective: 99.9%, agreement: 99% }, rto: 30s, rpo: 20s }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
stores:
  orders: { engine: patroni, backup: { repository: /mnt/backup } }
`),
    ),
  );
  const names = new Set(rendered.map(({ name }) => name));
  for (const name of [...UPKEEP_ALERTS, ...WINDOW_ALERTS]) expect(names).toContain(name);
});

test.each([
  ['a page of burn', 'ErrorBudgetBurn', 'page', 'availability', true, true],
  ['its ticket, which looks back', 'ErrorBudgetBurn', 'ticket', 'availability-eu', true, false],
  ['a slow service', 'ErrorBudgetBurn', 'page', 'latency', true, true],
  ['a store without a primary', 'NoPrimary', 'page', undefined, true, true],
  ["an alert of the user's own", 'DiskFull', 'page', undefined, true, true],
  ['a spent budget', 'ErrorBudgetSpent', 'ticket', 'availability', true, false],
  ['an agreement at risk', 'AgreementAtRisk', 'ticket', 'availability', true, false],
  ['a certificate', 'CertificateExpires', 'page', undefined, false, false],
  ["an indicator of the user's own", 'ErrorBudgetBurn', 'page', 'exports', false, false],
] as const)('%s', (_what, name, severity, slo, tells, ends) => {
  const alert = { name, severity, startMs: 0, ...(slo === undefined ? {} : { slo }) };
  expect(tellsOfIncident(alert)).toBe(tells);
  expect(endsWithIncident(alert)).toBe(ends);
});
