import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Status } from '../src/slo/status-text.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { type Ending, ninefold, startNinefold } from './ninefold-command.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { type Scene, newScene } from './scene.ts';
import { constantSeries, eventSeries, openMetrics } from './synthetic-day.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const endMs = Math.floor(Date.now() / minuteMs) * minuteMs;
const incidentMs = endMs - 180 * minuteMs;

/** Ten minutes of errors, three hours ago. */
const duringIncident =
  (ratio: number) =>
  (ms: number): number =>
    ms > incidentMs && ms <= incidentMs + 10 * minuteMs ? ratio : 0;

const contract = (service: string): string => `service: ${service}
promise: { availability: { objective: 99.9%, agreement: 99.5%, window: 1d }, rto: 1m }
app: { run: [node, server.js] }
workload: { write: { path: /orders }, read: { path: "/orders/{{id}}" } }
`;

/** What the rules of one service record, for a day with 600 of 864,000 events bad. */
function recorded(service: string) {
  const fromMs = endMs - dayMs;
  const slo = `service="${service}",slo="availability"`;
  const figure = (name: string, value: number) => constantSeries(name, slo, value, fromMs, endMs);
  return [
    figure('slo:bad_events:window', 600),
    figure('slo:events:window', 864_000),
    figure('slo:bad_events:increase5m', 600 / 288),
    figure('slo:events:increase5m', 3000),
    figure('slo:error_ratio:1h', 0.002),
  ];
}

describe.skipIf(!hasPrometheus)('ninefold status, with Debian’s prometheus', () => {
  let scene: Scene;
  let url: string;

  beforeAll(async () => {
    scene = newScene();
    const fromMs = endMs - dayMs - 30 * minuteMs;
    const services = [
      { service: 'kept', rate: 10, badAt: duringIncident(0.1) },
      { service: 'broken', rate: 10, badAt: duringIncident(0.9) },
      { service: 'silent', rate: 10, untilMs: endMs - 150 * minuteMs },
      { service: 'idle', rate: 0 },
      { service: 'young-rules', rate: 10, badAt: duringIncident(0.1) },
    ];
    const young = (name: string, value: number) =>
      constantSeries(
        name,
        'service="young-rules",slo="availability"',
        value,
        endMs - 5 * minuteMs,
        endMs,
      );
    url = await startPrometheus(scene, {
      samples: openMetrics([
        ...services.flatMap((one) => eventSeries(one, fromMs, endMs)),
        ...recorded('ruled'),
        young('slo:bad_events:window', 0),
        young('slo:events:window', 3000),
        young('slo:bad_events:increase5m', 0),
        young('slo:events:increase5m', 3000),
        young('slo:error_ratio:1h', 0),
      ]),
    });
  });

  async function statusOf(
    service: string,
  ): Promise<{ readonly ending: Ending; readonly status: Status['objectives'][number] }> {
    const path = scene.write(`${service}.yaml`, contract(service));
    const ending = await ninefold(scene, ['status', path, '--prometheus', url, '--json']);
    const status = (JSON.parse(ending.stdout) as Status).objectives[0];
    if (status === undefined) throw new Error(ending.stdout);
    return { ending, status };
  }

  it('tells what is left, how fast it goes, and which incident spent it', async () => {
    const { ending, status } = await statusOf('kept');
    expect(ending.code).toBe(0);
    // 600 of 864,000 events: 0.0694 % of the 0.1 % that a day allows, of 1.44 minutes.
    expect(status).toMatchObject({ state: 'kept', objective: 0.999, agreement: 0.995 });
    expect(status.current).toBeCloseTo(1 - 600 / 864_000, 5);
    expect(status.budget?.totalMinutes).toBeCloseTo(1.44, 9);
    expect(status.budget?.leftMinutes).toBeCloseTo(1.44 - 1, 1);
    expect(status.coverage).toBeGreaterThan(0.99);
    expect(status.incidents).toHaveLength(1);
    const [incident] = status.incidents;
    expect(incident?.budgetMinutes).toBeCloseTo(1, 1);
    expect(incident?.bad).toBeGreaterThan(570);
    expect(incident?.bad).toBeLessThan(630);
    // A rate needs two scrapes, one a minute: the steps are of 5 minutes.
    expect(Math.abs((incident?.startedAtMs ?? 0) - incidentMs)).toBeLessThanOrEqual(5 * minuteMs);
    expect(incident?.mitigationMs).toBeGreaterThanOrEqual(10 * minuteMs);
    expect(incident?.mitigationMs).toBeLessThanOrEqual(15 * minuteMs);
    // It is over, so nothing runs out now.
    expect(status.burn.find(({ windowMs }) => windowMs === 3_600_000)?.rate).toBe(0);
    expect(status.runsOutInMs).toBeUndefined();
  });

  it('exits with 1 when the budget is spent, and says so for people', async () => {
    const { ending, status } = await statusOf('broken');
    expect(ending.code).toBe(1);
    expect(status.state).toBe('broken');
    expect(status.budget?.leftMinutes).toBeLessThan(0);
    expect(status.agreementBroken).toBe(true);
    const path = scene.write('broken.yaml', contract('broken'));
    const shown = await ninefold(scene, ['status', path, '--prometheus', url]);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(
      /broken-availability +99\.9% +99\.3\S* % +-7\.\d+ min of 1\.44 min/,
    );
    expect(shown.stdout).toContain('the agreement with customers is broken, too');
    expect(shown.stdout).toContain('nothing is left');
  });

  it.each([
    ['nobody knows the service', 'unheard-of', 'there are no data'],
    ['its data stopped two and a half hours ago', 'silent', 'there have been no data of late'],
    ['nobody asked it for anything', 'idle', 'there were no events in the window'],
  ])('takes nothing for a perfect score when %s', async (_what, service, reason) => {
    const { ending, status } = await statusOf(service);
    expect(ending.code).toBe(3);
    expect(status.state).toBe('unknown');
    expect(status.reasons).toContain(reason);
    if (service !== 'silent') expect(status.current).toBeUndefined();
  });

  it('reads what the rules recorded, where they did', async () => {
    const { status } = await statusOf('ruled');
    expect(status.current).toBeCloseTo(1 - 600 / 864_000, 9);
    expect(status.state).toBe('kept');
    expect(status.burn.find(({ windowMs }) => windowMs === 3_600_000)?.rate).toBeCloseTo(2, 9);
    // 2 x is faster than a rolling day forgets, so it runs out.
    expect(status.runsOutInMs).toBeGreaterThan(0);
  });

  it('forgets no incident when rules are installed, and says for each objective what it read', async () => {
    const [before, after] = [await statusOf('kept'), await statusOf('young-rules')];
    expect(after.status.budget?.leftMinutes).toBeCloseTo(
      before.status.budget?.leftMinutes ?? Number.NaN,
      2,
    );
    expect(after.status.incidents).toHaveLength(1);
    expect(after.status.source).toBe('raw');
    expect((await statusOf('ruled')).status.source).toBe('rules');

    const latency = 'promise: { latency: { objective: 99%, below: 250ms }, ';
    const path = scene.write('ruled.yaml', contract('ruled').replace('promise: { ', latency));
    const { stdout } = await ninefold(scene, ['status', path, '--prometheus', url]);
    expect(stdout).toMatch(/^ruled at \S+, from Prometheus at http:\S+$/m);
    expect(stdout).toMatch(
      /ruled-availability: [^]* of the window, from recorded series\n[^]*ruled-latency: [^]*, from raw series, as the rules/,
    );
  });

  it('asks again and again with --watch, until Ctrl-C', async () => {
    const path = scene.write('kept.yaml', contract('kept'));
    const args = ['status', path, '--prometheus', url, '--json', '--watch', '1s'];
    const command = startNinefold(scene, args);
    await eventually('two answers', 20_000, () => command.stdout().split('\n').length > 2);
    command.child.kill('SIGINT');
    expect((await command.ended).code).toBe(0);
  });

  it('goes on watching while Prometheus is away, and says so', async () => {
    const path = scene.write('kept.yaml', contract('kept'));
    let isAway = true;
    const between = createServer((incoming, response) => {
      void (async () => {
        const body = await text(incoming);
        const headers = { 'content-type': incoming.headers['content-type'] ?? '' };
        const answer = isAway
          ? new Response('Service Unavailable', { status: 503 })
          : await fetch(`${url}${incoming.url ?? ''}`, { method: 'POST', headers, body });
        response.writeHead(answer.status).end(await answer.text());
      })();
    });
    const { port } = await freePort();
    const args = ['status', path, '--prometheus', `http://127.0.0.1:${port}`];
    const command = startNinefold(scene, [...args, '--json', '--watch', '1s']);
    const told = (words: string): Promise<unknown> =>
      eventually(words, 20_000, () => command.stderr().includes(words));
    try {
      await told(`can't ask http://127.0.0.1:${port}: connect ECONNREFUSED`);
      between.listen(port, '127.0.0.1');
      await told('it answers 503 and no JSON');
      expect(command.stdout()).toBe('');
      isAway = false;
      await eventually('an answer', 20_000, () => command.stdout().includes('\n'));
      command.child.kill('SIGINT');
      const { code, stderr } = await command.ended;
      expect(stderr).toContain('; asked again in 1 s\n');
      expect(code).toBe(0);
    } finally {
      between.closeAllConnections();
      between.close();
    }
  });

  it('exits with 3 when what answers is no Prometheus, or nobody does', async () => {
    const path = scene.write('kept.yaml', contract('kept'));
    const { port } = await freePort();
    const nobody = ['status', path, '--prometheus', `http://me:hush@127.0.0.1:${port}`];
    const refused = await ninefold(scene, nobody);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`can't ask http://127.0.0.1:${port}: `);
    expect(refused.stderr).not.toContain('hush');
    const wrong = await ninefold(scene, ['status', path, '--prometheus', `${url}/graph`]);
    expect(wrong.code).toBe(3);
  });
});

it('refuses arguments that do not go together, and says what would', async () => {
  const scene = newScene();
  for (const [args, words] of [
    [
      ['--prometheus', 'http://127.0.0.1:1', '--report', 'report.json'],
      'takes either --prometheus URL',
    ],
    [['--prometheus', 'ftp://x'], '--prometheus takes an http or https URL'],
    [['--prometheus', 'http://me:50%off@127.0.0.1:1'], 'a % itself is written %25'],
    [['--prometheus', 'http://127.0.0.1:1', '--watch', 'soon'], '--watch takes a duration'],
    [['--report', 'nowhere.json'], "can't read nowhere.json"],
  ] as const) {
    const { code, stderr } = await ninefold(scene, ['status', ...args]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  }
});
