import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const example = fileURLToPath(new URL('../../../examples/three-regions', import.meta.url));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function plan(...args: string[]): Ran {
  return spawnSync(process.execPath, [main, 'plan', ...args], { encoding: 'utf8' });
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-plan-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function contract(text: string): string {
  const path = join(folder, 'ninefold.yaml');
  writeFileSync(path, text);
  return path;
}

const modest = `service: checkout
promise: { availability: 99%, rto: 60s, rpo: 0 }
stores: { orders: { members: 3 } }
assumptions: { balancer: { members: 2 }, zone: { count: 3 } }
`;

test('examples/checkout promises what its design can keep', () => {
  const { status, stdout } = plan(join(example, '../checkout'));
  expect(stdout).toMatch(/^✓ checkout: This design can keep its promise\./);
  expect(status).toBe(0);
});

describe('the three-region example', () => {
  test('is out of reach: exit 1, a table, and a change that mends it', () => {
    const { status, stdout, stderr } = plan(example);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ checkout: This design can't keep its promise/);
    expect(stdout).toContain(
      'stores.orders.members=3, assumptions.balancer.members=2: 150 a month',
    );
  });

  test('its cheapest change, set on the command line, brings it within reach: exit 0', () => {
    const { status, stdout } = plan(
      example,
      '--set',
      'stores.orders.members=3',
      '--set',
      'assumptions.balancer.members=2',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✓ checkout: This design can keep its promise\./);
    expect(stdout).toContain('Set on the command line: stores.orders.members=3');
  });

  test('--json is one object, the same for the same seed', () => {
    const first = plan(example, '--json', '--seed', '7');
    expect(first.status).toBe(1);
    expect(plan(example, '--json', '--seed', '7').stdout).toBe(first.stdout);
    const answer: unknown = JSON.parse(first.stdout);
    expect(answer).toMatchObject({
      schemaVersion: 1,
      service: 'checkout',
      kept: false,
      seed: 7,
      checks: [
        { name: 'availability', promised: 0.9995, kept: false },
        { name: 'agreement', promised: 0.999, kept: false },
        { name: 'rto', promised: 5000, kept: false },
        { name: 'rpo', promised: 0, kept: true },
      ],
      change: { cheapest: { costPerMonth: 150, kept: true } },
      required: { mttr: { kind: 'not-enough' } },
    });
    expect(answer).toHaveProperty('simulation.agreementBroken.estimate');
    expect(answer).toHaveProperty('budgetMinutes.allowed.year');
  });

  test('--report writes a page and its data', () => {
    const { stdout } = plan(example, '--report', folder);
    expect(stdout).toContain(`Written: ${join(folder, 'plan.html')}, ${join(folder, 'plan.json')}`);
    expect(readFileSync(join(folder, 'plan.html'), 'utf8')).toContain('<!doctype html>');
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toHaveProperty('holdsBack');
  });
});

test('where outages are rare, importance sampling gives the mean that years alone do not', () => {
  const path = contract(`service: rare
promise: { availability: 99.999%, rto: 5s, rpo: 0 }
stores: { orders: { members: 3 } }
assumptions:
  host: { mtbf: 30000d }
  zone: { count: 3 }
  region: { mtbf: 36000d, mttr: 1ms }
  balancer: { members: 3, failover: 1ms }
  failover: { coverage: 100%, success: 100%, promote: 1ms }
  commonCause: 0
  deploy: { failures: 0 }
  configuration: { mtbf: 36000d, mttr: 1ms }
  human: { mtbf: 36000d, mttr: 1ms }
`);
  const { status, stdout } = plan(path, '--json', '--seed', '1');
  expect(status).toBe(0);
  const { reach, rareOutages } = JSON.parse(stdout) as {
    reach: { unavailability: number };
    rareOutages: { unavailability: number; halfWidth: number; precise: boolean };
  };
  expect(rareOutages.precise).toBe(true);
  expect(Math.abs(rareOutages.unavailability - reach.unavailability)).toBeLessThan(
    1.5 * rareOutages.halfWidth,
  );
});

test('a report of prove replaces what was assumed, and the plan says so', () => {
  const report = join(folder, 'report.json');
  const trial = { isVoid: false, rto: { rtoMs: 420 } };
  const fault = {
    fault: 'kill store primary',
    rto: { minMs: 300, medianMs: 420, worstMs: 61_000, trials: 2 },
    trials: [trial, { isVoid: false, rto: {} }],
  };
  writeFileSync(
    report,
    JSON.stringify({ verdict: { service: 'checkout', ruling: 'broken', faults: [fault] } }),
  );
  const path = contract(modest);
  expect(plan(path).status).toBe(0);
  const { status, stdout } = plan(path, '--from', report);
  expect(status).toBe(1);
  expect(stdout).toContain('420 ms, worst 61 s');
  expect(stdout).toContain('Measured: stores.orders.failover 420 ms.');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('in 1 trial service never came back');
});

describe('bad input is told in one message, and nothing is planned', () => {
  const refused = (ran: Ran, ...messages: string[]): void => {
    expect(ran.status).toBe(2);
    expect(ran.stdout).toBe('');
    for (const message of messages) expect(ran.stderr).toContain(message);
  };

  test.each([
    ['MTTR 0', 'assumptions: { host: { mttr: 0 } }', ':4:30: 0 is too short'],
    [
      'k > n',
      'app: { run: [x], replicas: 2 }\nworkload: { write: POST /o, read: "GET /o/{{id}}" }\nassumptions: { app: { needed: 3 } }',
      '3 replicas are needed, and there are 2',
    ],
    [
      'a cycle',
      'calls: { a: { availability: 99%, needs: [b] }, b: { availability: 99%, needs: [a] } }',
      'a needs b needs a',
    ],
    ['100 %', 'calls: { a: 100% }', 'nothing is available 100% of the time'],
    ['a unit', 'assumptions: { zone: { mtbf: 3 fortnights } }', 'fortnights'],
  ])('%s, at its line', (_, more, message) => {
    const path = contract(
      `service: a\npromise: { availability: 99% }\nstores: { orders: postgres }\n${more}\n`,
    );
    refused(plan(path), `${path}:`, message);
  });

  test('what fails all the time, which would be simulated for ever', () => {
    const path = contract(modest);
    refused(
      plan(path, '--set', 'assumptions.human={ mtbf: 1ms, mttr: 10h }'),
      'human would fail 31,536,000,000 times a year',
    );
    const calls = 'calls={ pay: { availability: 1% } }';
    refused(plan(path, '--set', calls, '--set', 'assumptions.call.mttr=1ms'), 'calls.pay would');
    // Absurd, and answered all the same.
    const { status } = plan(path, '--set', 'assumptions.human={ mtbf: 10s, mttr: 10h }');
    expect(status).toBe(1);
  });

  test('an unknown path of --set, with the nearest name', () => {
    const path = contract(modest);
    refused(
      plan(path, '--set', 'stores.order.members=5'),
      'the contract has no stores "order"; did you mean stores.orders?',
    );
    refused(plan(path, '--set', 'assumptions.balancr.members=2'), 'balancer', '--set');
    refused(plan(path, '--set', 'stores.orders.members'), 'write path=value');
    refused(plan(path, '--set', 'stores.orders.members=77'), '77 is out of range');
  });

  test('a report.json that is none, or of another service', () => {
    const path = contract(modest);
    const report = join(folder, 'other.json');
    refused(plan(path, '--from', join(folder, 'absent.json')), "can't read it");
    writeFileSync(report, 'service: checkout');
    refused(plan(path, '--from', report), "can't read it as JSON");
    writeFileSync(report, '{"verdict": {}}');
    refused(plan(path, '--from', report), 'it is no report');
    writeFileSync(report, '{"verdict":{"service":"billing","ruling":"kept","faults":[]}}');
    refused(
      plan(path, '--from', report),
      'a report of "billing", and the contract is of "checkout"',
    );
  });

  test('a seed that is none', () => {
    refused(plan(contract(modest), '--seed', 'lucky'), '--seed takes a whole number');
  });
});

test('a folder that can not be written is told before anything is computed', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { status, stderr } = plan(contract(modest), '--report', file);
  expect(status).toBe(3);
  expect(stderr).toContain("can't write reports");
});
