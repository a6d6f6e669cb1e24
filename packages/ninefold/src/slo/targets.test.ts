import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.ts';
import type { Target } from '../render/rendered.ts';
import {
  renderAlertmanagerTarget,
  renderOpenSloTarget,
  renderPrometheusTarget,
} from './targets.ts';

const small = `service: ledger
promise: { availability: 99.9%, rto: 30s, rpo: 1m }
stores: { ledger: patroni }
slo: { calendar: quarter }
`;

const full = `service: checkout
promise: { availability: { objective: 99.95%, agreement: 99.9% }, latency: { objective: 99%, below: 300ms } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
slo:
  source: open-telemetry
  alerts:
    runbooks: https://wiki.example.com/runbooks
    dashboards: https://grafana.example.com
    page: https://pager.example.com/hook
    ticket: https://tickets.example.com/hook
    watchdog: https://heartbeat.example.com/hook
  indicators:
    search: { objective: 99.5%, ratio: { good: 'sum(rate(ok_total[{{window}}]))', total: 'sum(rate(all_total[{{window}}]))' } }
    exports: { objective: 99%, freshness: { timestamp: max(export_last), below: 10m } }
    outside: { objective: 99%, probe: 'probe_success{job="blackbox"}' }
    quick: { objective: 95%, latency: { histogram: search_seconds, below: 250ms, type: native } }
`;

test.each<[string, string, string, Target]>([
  ['slo-small', 'prometheus', small, renderPrometheusTarget],
  ['slo-full', 'prometheus', full, renderPrometheusTarget],
  ['slo-full', 'alertmanager', full, renderAlertmanagerTarget],
  ['slo-full', 'openslo', full, renderOpenSloTarget],
])('the golden files of %s for %s, the same each time', async (name, target, text, render) => {
  const [first, second] = [render(contractFrom(text)), render(contractFrom(text))];
  expect(second).toEqual(first);
  if (!first.ok) throw new Error(JSON.stringify(first));
  const shown = first.files.map((file) => `# >>> ${file.path}\n${file.text}`).join('\n');
  expect(shown).not.toMatch(/undefined|NaN/);
  await expect(shown).toMatchFileSnapshot(`../../tests/golden/${name}.${target}.txt`);
});

test('who is not told of an alert, and how long Prometheus keeps data, is said', () => {
  const [rules, alertmanager] = [renderPrometheusTarget, renderAlertmanagerTarget].map((render) =>
    render(contractFrom(small)),
  );
  expect(rules).toMatchObject({
    notes: [
      expect.stringContaining('93d'),
      expect.any(String),
      expect.stringContaining('service="ledger"'),
    ],
  });
  expect(alertmanager).toMatchObject({
    notes: [
      expect.stringContaining('slo.alerts.page'),
      expect.stringContaining('slo.alerts.ticket'),
      expect.stringContaining('slo.alerts.watchdog'),
    ],
  });
});

test('the exporters that a store with a backup needs beside Patroni are said, and no others', () => {
  const backup = 'stores: { ledger: { engine: patroni, backup: { repository: /mnt/backup } } }';
  const text = small.replace('stores: { ledger: patroni }', backup);
  expect(renderPrometheusTarget(contractFrom(text))).toMatchObject({
    notes: [
      expect.any(String),
      expect.any(String),
      expect.any(String),
      expect.stringMatching(/^ledger: .*postgres_exporter.*job="ledger".*pgbackrest_exporter/),
    ],
  });
  const bare = renderPrometheusTarget(contractFrom(small));
  if (!bare.ok) throw new Error(JSON.stringify(bare));
  expect(bare.notes.join('\n')).not.toMatch(/postgres_exporter|pgbackrest_exporter/);
});

test('under which job HAProxy is scraped is said where something reads it', () => {
  const app = small.replace(
    'stores: { ledger: patroni }',
    'app: { run: [x] }\nworkload: { write: POST /o, read: "GET /o/{{id}}" }',
  );
  const said = expect.stringMatching(/job="ledger-balancer".*127\.0\.0\.1:8404\/metrics/);
  const notesOf = (text: string): readonly string[] => {
    const rendered = renderPrometheusTarget(contractFrom(text));
    return rendered.ok ? rendered.notes : [];
  };
  expect(notesOf(`${app}balancer: haproxy\n`)).toContainEqual(said);
  expect(notesOf(app.replace('calendar: quarter', 'source: haproxy'))).toContainEqual(said);
  expect(notesOf(app)).not.toContainEqual(said);
  expect(notesOf(small)).not.toContainEqual(said);
});

test('an objective of 100 % is refused where it stands', () => {
  const text = full.replace('latency: { objective: 99%', 'latency: { objective: 100%');
  expect(renderPrometheusTarget(contractFrom(text))).toMatchObject({
    mistakes: [{ path: ['promise', 'latency', 'objective'] }],
  });
});
