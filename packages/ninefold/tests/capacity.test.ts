import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { newScene } from './scene.ts';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const DAY_MS = 86_400_000;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder = '';
let contract = '';

function capacity(...args: string[]): Ran {
  return spawnSync(process.execPath, [main, 'capacity', contract, ...args], { encoding: 'utf8' });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-capacity-'));
  contract = join(folder, 'ninefold.yaml');
  writeFileSync(
    contract,
    `service: checkout
promise: { availability: 99.9%, latency: { objective: 99%, below: 300ms } }
app: { run: [node, server.js], replicas: 6 }
workload: { rate: 200/s, write: POST /o, read: "GET /o/{{id}}" }
stores: { orders: postgres }
assumptions: { zone: { count: 3 } }
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('replicas that a lost zone leaves enough of: exit 0, and the report is Markdown', () => {
  const { status, stdout } = capacity('--service-time', '50ms', '--workers', '4');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# Capacity of checkout, \d{4}-\d\d-\d\d\n/);
  expect(stdout).toContain('**Enough**: 6 replicas keep 99 % within 300 ms');
  expect(stdout).toContain('| Replicas in all (N + k) | 5 |');
});

test('too few: exit 1, and how many there should be', () => {
  const { status, stdout } = capacity('--service-time', '50ms', '--rate', '500/s', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    service: 'checkout',
    enough: false,
    replicas: { have: 6, lost: 2, needed: { load: 25 } },
  });
});

test('a CSV of measurements: how it scales, and when load outgrows it', () => {
  const csv = join(folder, 'load.csv');
  const rows = Array.from({ length: 40 }, (_, day) => {
    const concurrency = 4 + day;
    const throughput =
      (90 * concurrency) / (1 + 0.02 * (concurrency - 1) + 0.0004 * concurrency ** 2);
    return `${new Date(Date.UTC(2026, 0, 1 + day)).toISOString()},${concurrency},${throughput}`;
  });
  writeFileSync(csv, `time,concurrency,throughput\n${rows.join('\n')}\n`);
  const { status, stdout } = capacity('--measurements', csv);
  expect(status).toBe(0);
  expect(stdout).toMatch(/\| Most throughput \| [\d,]+\/s at \d+ in flight \|/);
  expect(stdout).toMatch(/reaches the limit on \*\*2026-\d\d-\d\d\*\*/);
});

describe('bad input is told in one line, and exits with 2', () => {
  test.each([
    [[], 'needs --service-time'],
    [['--service-time', '50'], '--service-time: "50" has no unit'],
    [['--service-time', '0'], '--service-time is 0'],
    [['--rate', '5/s'], '--rate means nothing without --service-time'],
    [['--measurements', 'a.csv', '--prometheus', 'http://x'], 'not both'],
    [['--measurements', '/absent.csv'], "can't read /absent.csv"],
    [['--prometheus', 'ftp://x', '--throughput', 'q'], '--prometheus takes an http or https URL'],
    [['--prometheus', 'http://127.0.0.1:1'], '--prometheus needs --throughput'],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = capacity(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('three concurrencies are too few for the law', () => {
    const csv = join(folder, 'few.csv');
    writeFileSync(csv, 'concurrency,throughput\n1,10\n2,19\n3,27\n');
    const { status, stderr } = capacity('--measurements', csv);
    expect(status).toBe(2);
    expect(stderr).toContain('the law needs 4 different concurrencies');
  });
});

test('a Prometheus that is not there is the environment: exit 3', async () => {
  const { port } = await freePort();
  const { status, stderr } = capacity(
    '--prometheus',
    `http://127.0.0.1:${port}`,
    '--throughput',
    'vector(1)',
  );
  expect(status).toBe(3);
  expect(stderr).toContain(`can't ask http://127.0.0.1:${port}`);
});

/** Thirty days, a sample a day: what Prometheus would have seen. */
function startMeasured(): Promise<string> {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const seen = Array.from({ length: 30 }, (_, day) => ({
    seconds: (today - (30 - day) * DAY_MS) / 1000 + 3600,
    throughput: 100 + 2 * day,
    inFlight: 2 + day / 10,
  }));
  const metric = (name: string, value: (sample: (typeof seen)[number]) => number): string =>
    [`# TYPE ${name} gauge`, ...seen.map((one) => `${name} ${value(one)} ${one.seconds}`)].join(
      '\n',
    );
  const load = metric('load', (one) => one.throughput);
  const inFlight = metric('in_flight', (one) => one.inFlight);
  return startPrometheus(newScene(), { samples: `${load}\n${inFlight}\n# EOF\n` });
}

describe.skipIf(!hasPrometheus)('measurements of a real Prometheus', () => {
  test('give the trend of load, and when it outgrows the replicas', async () => {
    const url = await startMeasured();
    const { status, stdout } = capacity(
      '--service-time',
      '50ms',
      '--workers',
      '4',
      '--prometheus',
      url,
      '--throughput',
      'max_over_time(load[1d])',
      '--json',
    );
    expect(status).toBe(0);
    const { forecast, limit } = JSON.parse(stdout) as {
      forecast: { days: number; growthPerDay: number; likelyMs: number };
      limit: { perSecond: number };
    };
    expect(forecast.growthPerDay).toBeCloseTo(2, 1);
    expect(forecast.days).toBeGreaterThan(25);
    const expected = (limit.perSecond - 158) / 2;
    expect((forecast.likelyMs - Date.now()) / DAY_MS).toBeGreaterThan(expected - 4);
    expect((forecast.likelyMs - Date.now()) / DAY_MS).toBeLessThan(expected + 4);
  });

  test('give the scalability law, when it knows what is in flight', async () => {
    const url = await startMeasured();
    const { status, stdout } = capacity(
      '--prometheus',
      url,
      '--throughput',
      'max_over_time(load[1d])',
      '--concurrency',
      'max_over_time(in_flight[1d])',
      '--days',
      '40',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('| Universal scalability law |');
    expect(stdout).toContain(`Measurements: ${url}, max\\_over\\_time(load\\[1d\\]), 40 days.`);
  });

  test('of several series, or none, are bad input', async () => {
    const url = await startMeasured();
    const asked = ['--service-time', '50ms', '--prometheus', url, '--throughput'];
    const several = capacity(...asked, '{__name__=~"load|in_flight"}');
    expect(several.status).toBe(2);
    const none = capacity(...asked, 'absent_metric');
    expect(none.status).toBe(2);
    expect(none.stderr).toContain('gives nothing');
  });
});
