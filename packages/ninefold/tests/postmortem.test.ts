import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import type { IncidentsJson } from '../src/slo/incidents-json.ts';
import type { Status } from '../src/slo/status-text.ts';
import { ninefold } from './ninefold-command.ts';
import {
  hasAlertmanager,
  hasPrometheus,
  startAlertmanager,
  startPrometheus,
} from './running-prometheus.ts';
import { type Scene, newScene } from './scene.ts';
import { constantSeries, eventSeries, openMetrics } from './synthetic-day.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const endMs = Math.floor(Date.now() / (5 * minuteMs)) * 5 * minuteMs;
const fromMs = endMs - 360 * minuteMs;
const firstMs = endMs - 240 * minuteMs;
const secondMs = endMs - 120 * minuteMs;

const CONTRACT = `service: checkout
promise: { availability: { objective: 99.9%, window: 1d }, rto: 1m }
app: { run: [node, server.js] }
workload: { write: { path: /orders }, read: { path: "/orders/{{id}}" } }
`;

/** Twenty minutes in which half of all fails, and later ten in which a tenth does. */
function badAt(ms: number): number {
  if (ms > firstMs && ms <= firstMs + 20 * minuteMs) return 0.5;
  return ms > secondMs && ms <= secondMs + 10 * minuteMs ? 0.1 : 0;
}

const longAgoMs = endMs - 6 * dayMs;

/** Twenty minutes, six days ago. */
function longAgo(ms: number): number {
  return ms > longAgoMs && ms <= longAgoMs + 20 * minuteMs ? 0.5 : 0;
}

describe.skipIf(!hasPrometheus)('ninefold postmortem, with Debian’s prometheus', () => {
  let scene: Scene;
  let url: string;

  beforeAll(async () => {
    scene = newScene();
    scene.write('ninefold.yaml', CONTRACT);
    const firing =
      'alertname="ErrorBudgetBurn",alertstate="firing",severity="page",service="checkout",slo="availability"';
    const spent = firing.replace('Burn', 'Spent').replace('page', 'ticket');
    const expires =
      'alertname="CertificateExpires",alertstate="firing",severity="ticket",service="checkout"';
    const ruled = (name: string, value: number) =>
      constantSeries(
        name,
        'service="ruled",slo="availability"',
        value,
        endMs - 5 * minuteMs,
        endMs,
      );
    url = await startPrometheus(scene, {
      samples: openMetrics([
        ...eventSeries({ service: 'checkout', rate: 10, badAt }, fromMs - 60 * minuteMs, endMs),
        ...eventSeries({ service: 'ruled', rate: 10, badAt }, fromMs - 60 * minuteMs, endMs),
        ...eventSeries({ service: 'old', rate: 10, badAt: longAgo }, endMs - 8 * dayMs, endMs),
        ruled('slo:bad_events:window', 0),
        ruled('slo:events:window', 3000),
        ruled('slo:bad_events:increase5m', 0),
        ruled('slo:events:increase5m', 3000),
        constantSeries('ALERTS', firing, 1, firstMs + 4 * minuteMs, firstMs + 30 * minuteMs),
        // Both are on to the end: one by design, one of something else.
        constantSeries('ALERTS', spent, 1, firstMs + 15 * minuteMs, endMs),
        constantSeries('ALERTS', expires, 1, firstMs + minuteMs, endMs),
      ]),
    });
  });

  async function postmortem(
    more: readonly string[],
  ): Promise<{ readonly incidents: IncidentsJson; readonly text: string; readonly svg: string }> {
    const out = scene.path('out');
    const { code, stderr, stdout } = await ninefold(scene, [
      'postmortem',
      '--json',
      `--prometheus=${url}`,
      `--out=${out}`,
      `--from=${new Date(fromMs).toISOString()}`,
      `--to=${new Date(endMs).toISOString()}`,
      ...more,
    ]);
    expect(code, stderr).toBe(0);
    return {
      incidents: JSON.parse(stdout) as IncidentsJson,
      text: readFileSync(`${out}/postmortem.md`, 'utf8'),
      svg: readFileSync(`${out}/incident.svg`, 'utf8'),
    };
  }

  it('finds both incidents, what each cost, and how long it took to notice and to mend', async () => {
    const { incidents, text, svg } = await postmortem([]);
    expect(incidents.incidents).toHaveLength(2);
    const [worst, other] = incidents.incidents;
    expect(Date.parse(worst?.startedAt ?? '')).toBeGreaterThanOrEqual(firstMs - 5 * minuteMs);
    expect(Date.parse(worst?.startedAt ?? '')).toBeLessThanOrEqual(firstMs + minuteMs);
    // 20 minutes of 600 events each, half of them bad, out of 7 hours' worth: a rolling day.
    expect(worst?.bad).toBeGreaterThan(5700);
    expect(worst?.bad).toBeLessThan(6300);
    // Half of twenty minutes, of the 1.44 that a day allows.
    expect(worst?.budgetMinutes).toBeCloseTo(10, 0);
    expect(worst?.budgetShare).toBeCloseTo((worst?.budgetMinutes ?? 0) / 1.44, 9);
    expect(other?.budgetMinutes).toBeCloseTo(1, 1);
    expect(worst?.detectionMs).toBeGreaterThanOrEqual(4 * minuteMs);
    expect(worst?.detectionMs).toBeLessThanOrEqual(9 * minuteMs);
    expect(worst?.mitigationMs).toBeGreaterThanOrEqual(20 * minuteMs);
    expect(worst?.mitigationMs).toBeLessThanOrEqual(30 * minuteMs);
    expect(worst?.recoveryMs).toBeGreaterThanOrEqual(30 * minuteMs);
    expect(worst?.recoveryMs).toBeLessThanOrEqual(36 * minuteMs);
    // No alert fired, so nobody noticed; that is no time of 0.
    expect(other?.detectionMs).toBeUndefined();
    const { statistics } = incidents;
    expect(statistics.count).toBe(2);
    expect(statistics.mttdMs).toBe(worst?.detectionMs);
    const downMs = (worst?.mitigationMs ?? 0) + (other?.mitigationMs ?? 0);
    expect(statistics.mttrMs).toBe(downMs / 2);
    expect(statistics.mtbfMs).toBe(((incidents.observedMs ?? 0) - downMs) / 2);

    const planned = await ninefold(scene, [
      'plan',
      '--from',
      `${scene.path('out')}/incidents.json`,
      '--json',
    ]);
    expect(planned.stderr).toBe('');
    expect(measuredIn(planned.stdout)).toEqual({
      'observed.mtbf': statistics.mtbfMs,
      'observed.mttr': statistics.mttrMs,
      'observed.availability': expect.closeTo(
        1 - downMs / (incidents.observedMs ?? 0),
        9,
      ) as unknown,
    });

    for (const heading of [
      'Impact',
      'Timeline',
      'Root causes',
      'Lessons learned',
      'Action items',
    ]) {
      expect(text).toContain(`## ${heading}\n`);
    }
    expect(text).toContain('![What happened over time](incident.svg)');
    expect(text).toContain('alert ErrorBudgetBurn (page) fires');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg.match(/class="errors"/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['without rules', 'checkout'],
    ['five minutes after rules were installed', 'ruled'],
  ])('costs the same as ninefold status says, %s', async (_when, service) => {
    const path = scene.write(`${service}.yaml`, CONTRACT.replace('checkout', service));
    const { incidents } = await postmortem([path]);
    const asked = await ninefold(scene, ['status', path, '--prometheus', url, '--json']);
    const [objective] = (JSON.parse(asked.stdout) as Status).objectives;
    const costs = incidents.incidents.map(({ budgetMinutes }) => budgetMinutes);
    expect(costs).toEqual([expect.closeTo(10, 0) as unknown, expect.closeTo(1, 1) as unknown]);
    expect(objective?.incidents.map(({ budgetMinutes }) => budgetMinutes)).toEqual(
      costs.map((minutes) => expect.closeTo(minutes, 0) as unknown),
    );
    expect(objective?.state).toBe('broken');
  });

  it('knows times as finely however long the interval is', async () => {
    const { incidents, text } = await postmortem(['--from', '2020-01-01T00:00:00Z']);
    expect(incidents.incidents).toHaveLength(2);
    expect(incidents.stepMs).toBeLessThanOrEqual(5 * minuteMs);
    const [worst] = incidents.incidents;
    expect(worst?.mitigationMs).toBeLessThanOrEqual(30 * minuteMs);
    expect(worst?.detectionMs).toBeLessThanOrEqual(9 * minuteMs);
    expect(worst?.budgetMinutes).toBeCloseTo(10, 0);
    expect(text).toMatch(/There are no data for [\d.]+ d of the interval/);
  });

  it('reads more minutes than Prometheus tells at a time, and what was before the window', async () => {
    const path = scene.write('old.yaml', CONTRACT.replace('checkout', 'old'));
    const from = new Date(endMs - 7.9 * dayMs).toISOString();
    const { incidents } = await postmortem([path, '--from', from]);
    expect(incidents.incidents).toHaveLength(1);
    expect(incidents.stepMs).toBe(minuteMs);
    const [incident] = incidents.incidents;
    expect(incident?.budgetMinutes).toBeCloseTo(10, 0);
    expect(incident?.mitigationMs).toBeLessThanOrEqual(22 * minuteMs);
    expect(incidents.observedMs).toBeGreaterThan(7.8 * dayMs);
  });

  it.skipIf(!hasAlertmanager)('takes from Alertmanager what it knows exactly', async () => {
    const alertmanager = await startAlertmanager(scene);
    const startsAt = new Date(firstMs + 2.5 * minuteMs).toISOString();
    const sent = await fetch(`${alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([
        {
          labels: { alertname: 'ErrorBudgetBurn', severity: 'page', service: 'checkout' },
          annotations: { summary: 'half of <all> | events fail' },
          startsAt,
        },
        { labels: { alertname: 'BasketBurn', service: 'basket' }, startsAt },
      ]),
    });
    expect(sent.status).toBe(200);
    const { incidents, text } = await postmortem(['--alertmanager', alertmanager]);
    const [worst] = incidents.incidents;
    const startedMs = Date.parse(worst?.startedAt ?? '');
    expect(worst?.detectionMs).toBe(firstMs + 2.5 * minuteMs - startedMs);
    // It fires still, so not everything is well.
    expect(worst?.recoveryMs).toBeUndefined();
    expect(incidents.incidents[1]?.detectionMs).toBeUndefined();
    // Markdown shows it as it was written, and no row of a table breaks.
    expect(text).toContain('half of \\<all\\> \\| events fail');
    expect(text).not.toContain('BasketBurn');
  });

  it('says that it knows nothing when there are no data, and writes nothing', async () => {
    const path = scene.write('other.yaml', CONTRACT.replace('checkout', 'unheard-of'));
    const interval = ['--from', '2026-01-01T00:00:00Z', '--to', '2026-01-01T01:00:00Z'];
    const args = [
      'postmortem',
      path,
      '--prometheus',
      url,
      '--out',
      scene.path('none'),
      ...interval,
    ];
    const { code, stderr } = await ninefold(scene, args);
    expect(code).toBe(3);
    expect(stderr).toContain("has no data of unheard-of's availability");
  });
});

/** What ninefold plan --json has of the whole service, by path. */
function measuredIn(stdout: string): Record<string, number> {
  const { figures } = JSON.parse(stdout) as {
    readonly figures: readonly { readonly path: string; readonly value: number }[];
  };
  return Object.fromEntries(
    figures
      .filter(({ path }) => path.startsWith('observed.'))
      .map(({ path, value }) => [path, value]),
  );
}

it('refuses arguments that do not go together, and says what would', async () => {
  const scene = newScene();
  const prometheus = ['--prometheus', 'http://127.0.0.1:1'];
  for (const [args, words] of [
    [[], 'needs either --report FILE'],
    [prometheus, '--from takes an instant with its time zone'],
    [[...prometheus, '--from', '2026-01-02', '--to', '2026-01-03'], 'not "2026-01-02"'],
    [
      [...prometheus, '--from', '2026-02-31T00:00:00Z', '--to', '2026-03-04T00:00:00Z'],
      '--from: there is no day 2026-02-31',
    ],
    [
      [...prometheus, '--from', '2026-02-28T00:00:00Z', '--to', '2026-02-29T00:00:00Z'],
      '--to: there is no day 2026-02-29',
    ],
    [
      [...prometheus, '--from', '2026-01-02T00:00:00Z', '--to', '2026-01-01T00:00:00Z'],
      'is not before',
    ],
    [['--report', scene.write('report.json', '{}')], 'is no report'],
  ] as const) {
    const { code, stderr } = await ninefold(scene, ['postmortem', ...args]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  }
});
