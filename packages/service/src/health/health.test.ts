import { breaker, consecutive, guard, keyed, retry } from '@ninefold/resilience';
import { ManualClock } from '@ninefold/resilience/testing';
import { describe, expect, it } from 'vitest';

import { health } from './health.ts';
import { healthJson, worst } from './report.ts';

const works = (): void => undefined;
const fails = (): never => {
  throw new Error('down');
};

describe('live', () => {
  it('passes without asking anything', () => {
    const own = health({ checks: { orders: fails }, version: '2' });
    expect(own.live()).toEqual({ status: 'pass', version: '2' });
  });
});

describe('ready', () => {
  it('asks all dependencies at the same time', async () => {
    const clock = new ManualClock();
    let under = 0;
    let most = 0;
    const check = async (): Promise<void> => {
      most = Math.max(most, ++under);
      await new Promise(setImmediate);
      under--;
    };
    await health({ checks: { a: check, b: check, c: check }, clock }).ready();
    expect(most).toBe(3);
  });

  it('fails by a critical dependency, and only warns of a degraded one', async () => {
    expect((await health({ checks: { orders: fails } }).ready()).status).toBe('fail');
    const degraded = health({
      checks: { orders: works, mail: { check: fails, impact: 'degraded' } },
    });
    expect(await degraded.ready()).toMatchObject({
      status: 'warn',
      checks: {
        'orders:responseTime': { status: 'pass' },
        'mail:responseTime': { status: 'warn', output: 'Error' },
      },
    });
  });

  it('fails while the process stops, also when that began during the checks', async () => {
    let stopping = false;
    const check = (): void => {
      stopping = true;
    };
    const own = health({ checks: { orders: check } }, () => stopping);
    expect(await own.ready()).toMatchObject({ status: 'fail', output: 'shutting down' });
  });

  it('shows the breakers of guards, and warns of those that are not closed', async () => {
    const payment = breaker(consecutive(5), { name: 'cards' });
    const hosts = keyed(() => breaker(consecutive(5)));
    const own = health({
      guards: { payment: guard(retry(), payment), hosts, mail: breaker(consecutive(5)) },
    });
    await Promise.allSettled(
      Array.from({ length: 5 }, () => hosts.execute(fails, { key: 'a.test:80' })),
    );
    for (let time = 0; time < 5; time++) await payment.execute(fails).catch(() => undefined);
    const { status, checks = {} } = await own.ready();
    expect(status).toBe('warn');
    expect(
      Object.entries(checks).map(([key, check]) => [key, check.observedValue, check.status]),
    ).toEqual([
      ['payment/cards:breaker', 'open', 'warn'],
      ['hosts/a.test-80:breaker', 'open', 'warn'],
      ['mail:breaker', 'closed', 'pass'],
    ]);
  });
});

describe('startup', () => {
  it('passes once the process has been ready, and then for good', async () => {
    const clock = new ManualClock();
    let up = false;
    const own = health({
      clock,
      checks: {
        orders: { cacheMs: 0, check: () => (up ? undefined : fails()) },
      },
    });
    expect((await own.startup()).status).toBe('fail');
    up = true;
    expect((await own.startup()).status).toBe('pass');
    up = false;
    expect((await own.startup()).status).toBe('pass');
    expect((await own.ready()).status).toBe('fail');
  });
});

describe('the body', () => {
  it('is health+json: an array of observations by component and measurement', () => {
    const text = healthJson({
      status: 'warn',
      version: '2',
      checks: {
        'mail:responseTime': {
          status: 'warn',
          componentType: 'component',
          observedValue: 12,
          observedUnit: 'ms',
          atMs: Date.UTC(2026, 0, 1),
          output: 'ECONNREFUSED',
        },
      },
    });
    expect(JSON.parse(text)).toEqual({
      status: 'warn',
      version: '2',
      checks: {
        'mail:responseTime': [
          {
            status: 'warn',
            componentType: 'component',
            observedValue: 12,
            observedUnit: 'ms',
            time: '2026-01-01T00:00:00.000Z',
            output: 'ECONNREFUSED',
          },
        ],
      },
    });
  });

  it('is as bad as the worst check', () => {
    expect(worst([])).toBe('pass');
    expect(worst(['pass', 'warn', 'pass'])).toBe('warn');
    expect(worst(['warn', 'fail'])).toBe('fail');
  });
});
