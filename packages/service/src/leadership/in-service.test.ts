import { after } from '@ninefold/resilience';
import { ManualClock } from '@ninefold/resilience/testing';
import { beforeEach, expect, it } from 'vitest';

import { service } from '../service.ts';
import type { Service } from '../service.ts';
import type { Lease } from './lease.ts';
import type { Leadership, LeaderWork } from './while-leader.ts';

let clock: ManualClock;
let happened: string[];
let exits: number[];
let kit: Service;
let answers: boolean;

const lease: Lease = {
  ttlMs: 1_000,
  async acquire() {
    if (!answers) throw new Error('no store');
    return 7;
  },
  async renew() {
    if (!answers) throw new Error('no store');
    return true;
  },
  async release(term) {
    happened.push(`released ${term}`);
  },
};

beforeEach(() => {
  clock = new ManualClock();
  happened = [];
  exits = [];
  answers = true;
  const process = {
    on: () => undefined,
    off: () => undefined,
    exit: (code: number) => exits.push(code),
  };
  const note = (fields: object, message: string): void => {
    if ('leadership' in fields) happened.push(`log ${message}`);
  };
  kit = service({
    log: { info: note, error: note },
    health: { clock },
    shutdown: { clock, process, noticeMs: 0 },
  });
});

function lead(work: LeaderWork): Leadership {
  return kit.lead('invoices', lease, work, {
    clock: {
      monotonicMs: () => clock.monotonicMs(),
      after: (delayMs, due) => after(clock, delayMs, due),
    },
    random: () => 0.5,
  });
}

const untilTold: LeaderWork = (_term, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      happened.push('work told');
      resolve();
    });
  });

const shown = async (): Promise<unknown> =>
  (await kit.health.ready()).checks?.['invoices:leadership'];

it('shows its role, and warns when the store of the lease does not answer', async () => {
  answers = false;
  lead(untilTold);
  await clock.advance(1);
  expect(await shown()).toMatchObject({ status: 'warn', observedValue: 'candidate' });
  answers = true;
  await clock.advance(1_000);
  expect(await shown()).toMatchObject({ status: 'pass', observedValue: 'leader' });
  expect((await kit.health.ready()).status).toBe('pass');
  expect(happened).toContain('log elected');
  await kit.stop();
});

it('ends with the service: before what was registered earlier, and with the lease released', async () => {
  kit.onStop('pool', () => happened.push('pool ended'));
  const election = lead(untilTold);
  await clock.advance(1);
  happened.length = 0;
  await kit.stop();
  expect(happened.filter((what) => !what.startsWith('log'))).toEqual([
    'work told',
    'released 7',
    'pool ended',
  ]);
  expect(election.snapshot()).toEqual({ role: 'stopped' });
});

it('shuts the process down with 1 by work that throws', async () => {
  lead(() => Promise.reject(new Error('a bug')));
  await clock.advance(1);
  expect(exits).toEqual([1]);
});

it('has a name of its own that fits a key of health+json', async () => {
  expect(() => kit.lead('a:b', lease, untilTold)).toThrow(TypeError);
  lead(untilTold);
  expect(() => lead(untilTold)).toThrow(TypeError);
  await kit.stop();
});
