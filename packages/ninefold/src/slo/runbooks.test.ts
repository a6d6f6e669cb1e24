import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.ts';
import { alertsOf, ruleGroupsOf } from './rule-groups.ts';
import { renderPrometheusTarget } from './targets.ts';

const contract = contractFrom(`service: checkout
promise: { availability: { objective: 99.95%, agreement: 99.9% }, latency: { objective: 99%, below: 300ms }, rto: 10s, rpo: 0 }
app: { run: [node, server.js] }
stores: { orders: { engine: patroni, backup: { repository: /mnt/backup } } }
balancer: haproxy
regions: [eu, us]
logs: { events: {} }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
slo:
  alerts: { runbooks: https://wiki.example.com/runbooks/, dashboards: https://grafana.example.com }
  indicators: { exports: { objective: 99%, freshness: { timestamp: max(export_last), below: 10m } } }
`);

function filesOf(): ReadonlyMap<string, string> {
  const rendered = renderPrometheusTarget(contract);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered));
  return new Map(rendered.files.map(({ path, text }) => [path, text]));
}

test('each alert has a runbook of its own, which is there, and a dashboard', () => {
  const files = filesOf();
  const rules = files.get('monitoring/etc/prometheus/rules/checkout.yml') ?? '';
  const linked = [...rules.matchAll(/runbook_url: '?([^\s']+)/g)].map(([, url]) => url ?? '');
  expect(linked).toHaveLength(alertsOf(ruleGroupsOf(contract)).length);
  expect(new Set(linked).size).toBe(linked.length);
  for (const url of linked) {
    const [start, file] = url.split('/runbooks/');
    expect(start).toBe('https://wiki.example.com');
    expect(files.has(`monitoring/runbooks/${file}`)).toBe(true);
  }
  const dashboards = [...rules.matchAll(/dashboard_url: '?([^\s']+)/g)].map(([, url]) => url);
  expect(new Set(dashboards)).toEqual(new Set(['https://grafana.example.com/d/ninefold-checkout']));
  expect(dashboards).toHaveLength(linked.length);
});

test('a runbook answers every question, with commands of the engines in use', () => {
  for (const [path, text] of filesOf()) {
    if (!path.endsWith('.md')) continue;
    const sections = text.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'What it means',
      'What clients see',
      'How to confirm',
      'How to mend',
      'When to fail over by hand',
      'The alert',
    ]);
    for (const section of sections)
      expect(section.split('\n').slice(1).join('').trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  }
  const burn = filesOf().get('monitoring/runbooks/error-budget-burn-page-checkout-availability.md');
  expect(burn).toContain('patronictl -c /etc/patroni/patroni.yml list');
  expect(burn).toContain('/run/haproxy/admin.sock');
  expect(burn).not.toContain('kubectl');
});

test('a description is text in a runbook, whatever stands in it', () => {
  const [own] = contract.slo.indicators;
  const description =
    'Exports are new.\n\n# No heading\n- <b>[no link](http://a)</b> *of* `x`\n```';
  const indicators = own === undefined ? [] : [{ ...own, description }];
  const rendered = renderPrometheusTarget({ ...contract, slo: { ...contract.slo, indicators } });
  const runbooks = (rendered.ok ? rendered.files : []).filter(({ path }) =>
    /budget-(?:burn-page|spent)-checkout-exports\.md$/.test(path),
  );
  expect(runbooks).toHaveLength(2);
  for (const { text } of runbooks) {
    expect(text.match(/^#.*/gm)).toHaveLength(7);
    expect(text.match(/^ *```/gm)?.length).toBeGreaterThan(3);
    const [, means = ''] = /## What it means\n\n(.*)\n\n## What clients see/.exec(text) ?? [];
    expect(means).toContain(
      'Exports are new. \\# No heading - \\<b\\>\\[no link\\](http://a)\\</b\\> \\*of\\* \\`x\\` \\`\\`\\`',
    );
  }
});

test('the PrometheusRule holds the same rules as the plain file', () => {
  const files = filesOf();
  const plain = files.get('monitoring/etc/prometheus/rules/checkout.yml') ?? '';
  const object = files.get('monitoring/kubernetes/checkout-prometheusrule.yaml') ?? '';
  const groups = plain.slice(plain.indexOf('groups:'));
  expect(object.replaceAll(/^ {2}/gm, '')).toContain(groups.trim());
});

test('a window that rules cannot count is refused where it stands', () => {
  const { promise, ...rest } = contract;
  const availability = { ...promise.availability, windowMs: 3_600_000 };
  expect(renderPrometheusTarget({ ...rest, promise: { ...promise, availability } })).toMatchObject({
    ok: false,
    mistakes: [{ path: ['promise', 'availability', 'window'] }],
  });
});
