import { after } from '@ninefold/resilience';
import { ManualClock } from '@ninefold/resilience/testing';
import { beforeEach, describe, expect, it } from 'vitest';

import { LeadershipLostError, StaleTermError } from './errors.ts';
import type { LeadershipEvent } from './leadership-event.ts';
import type { Lease } from './lease.ts';
import { whileLeader } from './while-leader.ts';
import type { Leadership, LeaderWork, WhileLeaderOptions } from './while-leader.ts';

/** A lease that answers as the test says; what was asked is written down. */
class ScriptedLease implements Lease {
  readonly ttlMs = 1_000;
  readonly asked: string[] = [];
  term = 0;
  renewal: () => Promise<boolean> = () => Promise.resolve(true);

  acquire(): Promise<number | undefined> {
    this.asked.push('acquire');
    this.term += 1;
    return Promise.resolve(this.term);
  }

  renew(term: number): Promise<boolean> {
    this.asked.push(`renew ${term}`);
    return this.renewal();
  }

  release(term: number): Promise<void> {
    this.asked.push(`release ${term}`);
    return Promise.resolve();
  }
}

let clock: ManualClock;
let lease: ScriptedLease;
let events: LeadershipEvent[];

beforeEach(() => {
  clock = new ManualClock();
  lease = new ScriptedLease();
  events = [];
});

function lead(work: LeaderWork, options: WhileLeaderOptions = {}): Leadership {
  return whileLeader(lease, work, {
    clock: {
      monotonicMs: () => clock.monotonicMs(),
      after: (delayMs, due) => after(clock, delayMs, due),
    },
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...options,
  });
}

const untilAborted: LeaderWork = (_term, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

describe('the work of a leader', () => {
  it('that returns ends the election: the lease is released', async () => {
    const leadership = lead(async (term) => {
      expect(term).toBe(1);
    });
    await leadership.done;
    expect(lease.asked).toEqual(['acquire', 'release 1']);
    expect(leadership.snapshot()).toEqual({ role: 'stopped' });
    expect(clock.pendingTimers).toBe(0);
    expect(events.map(({ kind }) => kind)).toEqual(['elected', 'work-ended', 'released']);
  });

  it('that throws ends the election with that error, after the release', async () => {
    const error = new Error('broken');
    const leadership = lead(() => Promise.reject(error));
    await expect(leadership.done).rejects.toBe(error);
    expect(lease.asked).toEqual(['acquire', 'release 1']);
  });

  it('whose write was refused as stale is begun again under a higher term', async () => {
    const terms: number[] = [];
    const leadership = lead(async (term) => {
      terms.push(term);
      if (term === 1) throw new StaleTermError('orders', term);
    });
    await clock.advance(1_000);
    await leadership.done;
    expect(terms).toEqual([1, 2]);
  });

  it('is renewed for as long as it lasts', async () => {
    const leadership = lead(untilAborted);
    await clock.advance(10_000);
    expect(leadership.snapshot()).toMatchObject({ role: 'leader', term: 1, failures: 0 });
    expect(events.map(({ kind }) => kind)).toEqual(['elected']);
    await leadership.stop();
  });

  it('is told to stop before the lease ends, when the store only hangs', async () => {
    let toldAtMs = 0;
    let reason: unknown;
    lease.renewal = () => new Promise(() => undefined);
    const leadership = lead(async (_term, signal) => {
      await untilAborted(1, signal).catch((error: unknown) => {
        toldAtMs = clock.monotonicMs();
        reason = error;
      });
      await leadership.stop();
    });
    await clock.advance(800);
    expect(toldAtMs).toBe(800);
    expect(reason).toBeInstanceOf(LeadershipLostError);
    expect(reason).toMatchObject({ code: 'LEADERSHIP_LOST', term: 1, reason: 'expired' });
  });

  it('is told to stop at once when the lease is gone, and begun again when it is back', async () => {
    lease.renewal = () => Promise.resolve(lease.term > 1);
    const leadership = lead(untilAborted);
    await clock.advance(1_000);
    expect(leadership.snapshot()).toMatchObject({ role: 'leader', term: 2 });
    expect(events).toContainEqual({ kind: 'stepping-down', term: 1, reason: 'taken' });
    expect(lease.asked).not.toContain('release 1');
    await leadership.stop();
  });

  it('is not begun twice while the first has not ended', async () => {
    let end: () => void = () => undefined;
    let begun = 0;
    lease.renewal = () => Promise.resolve(false);
    const leadership = lead(async () => {
      begun += 1;
      await new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    await clock.advance(60_000);
    expect(begun).toBe(1);
    expect(leadership.snapshot()).toEqual({ role: 'stepping-down', term: 1 });
    end();
    await clock.advance(1_000);
    expect(begun).toBe(2);
    const stopped = leadership.stop();
    end();
    await stopped;
  });
});

describe('an election that is told to stop', () => {
  it('tells the work with the reason, waits for its end, and releases', async () => {
    const stopping = new AbortController();
    const reason = new Error('SIGTERM');
    let told: unknown;
    const leadership = lead(
      async (_term, signal) => {
        await untilAborted(1, signal).catch((error: unknown) => {
          told = error;
        });
      },
      { signal: stopping.signal },
    );
    await clock.advance(10);
    stopping.abort(reason);
    await leadership.done;
    expect(told).toBe(reason);
    expect(lease.asked).toEqual(['acquire', 'release 1']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('before it began asks for nothing', async () => {
    await lead(untilAborted, { signal: AbortSignal.abort() }).done;
    expect(lease.asked).toEqual([]);
  });

  it('reports what the work threw meanwhile, and does not reject', async () => {
    const error = new Error('while stopping');
    const leadership = lead(async (_term, signal) => {
      await untilAborted(1, signal).catch(() => undefined);
      throw error;
    });
    await clock.advance(10);
    await leadership.stop();
    await leadership.done;
    expect(events).toContainEqual({ kind: 'work-ended', term: 1, error });
  });
});
