import { describe, expect, test } from 'vitest';

import type { Contract, FaultSpec } from '../contract/contract.ts';
import type { BackupSpec } from '../contract/real-engines.ts';
import { contract, op, record, steady } from './histories.test.data.ts';
import type { TrialRecord } from './history.ts';
import { judge } from './judge.ts';
import { backupFor, promiseFor } from './promise-for.ts';
import type { Verdict } from './verdict.ts';

const LOSS: FaultSpec = {
  sentence: 'lose the whole store',
  steps: [{ verb: 'lose', target: { kind: 'store' } }],
};

/** A store whose archive promises to lose 500 ms at most; the service promises to lose nothing. */
function archived(changed: Partial<BackupSpec> = {}, ...others: readonly FaultSpec[]): Contract {
  const backup = {
    repository: '/mnt/backup',
    fullEveryMs: 604_800_000,
    keep: 2,
    archiveEveryMs: 200,
    rpoMs: 500,
    ...changed,
  };
  return {
    ...contract,
    stores: contract.stores.map((store) => ({
      ...store,
      engine: 'patroni',
      patroni: { hosts: [], etcd: [], tuning: 'promise', watchdog: 'required', backup },
    })),
    proof: { ...contract.proof, faults: [LOSS, ...others] },
  };
}

/** Lost at 1,000 ms with the last writes before it, and served again after `outageMs`. */
function lost(lostForMs: number, outageMs = 2_000): TrialRecord {
  const operations = steady(0, 9_000, 10, (due) =>
    due >= 1_000 && due < 1_000 + outageMs ? 'failed' : 'ok',
  );
  const base = record(operations, { fault: LOSS.sentence, endMs: 9_000 });
  const gone = operations.filter(({ endedMs }) => endedMs <= 1_000 && endedMs > 1_000 - lostForMs);
  return { ...base, found: new Map([...base.found, ...gone.map(({ id }) => [id, 0] as const)]) };
}

const rows = (verdict: Verdict) =>
  Object.fromEntries(verdict.rows.map(({ name, ruling }) => [name, ruling]));

describe('a store that is lost as a whole', () => {
  test('is held to what its backup promises, not to what the service does', () => {
    expect(promiseFor(archived({ rtoMs: 60_000 }), LOSS.sentence)).toMatchObject({
      rpoMs: 500,
      rtoMs: 60_000,
    });
    expect(promiseFor(archived(), 'kill store primary')).toBe(contract.promise);
    expect(backupFor(archived(), LOSS)?.rpoMs).toBe(500);
  });

  test('keeps its promise when what it lost is young enough', () => {
    const verdict = judge(archived({ rtoMs: 3_000 }), [lost(300)]);
    expect(rows(verdict)).toMatchObject({ 'restore rpo': 'kept', 'restore rto': 'kept' });
    expect(verdict).toMatchObject({ ruling: 'kept', exitCode: 0 });
    // What nothing tried is not told as if it had been.
    expect(rows(verdict)).not.toHaveProperty('rpo');
  });

  test('breaks it when an older write is gone', () => {
    const verdict = judge(archived(), [lost(700)]);
    expect(rows(verdict)['restore rpo']).toBe('broken');
    expect(verdict.exitCode).toBe(1);
    expect(verdict.rows.flatMap(({ reasons }) => reasons).join(' ')).toMatch(
      /70 acknowledged writes lost, the oldest 69\d ms before the fault, promised 500 ms/,
    );
  });

  test('breaks it when a write is gone that was acknowledged after the restore', () => {
    const record_ = lost(0);
    const found = new Map([...record_.found, ['id-5000', 0] as const]);
    expect(judge(archived(), [{ ...record_, found }]).exitCode).toBe(1);
  });

  test('without a promised time takes any, but must come back', () => {
    const slow = judge(archived(), [lost(300, 5_000)]);
    expect(rows(slow)['restore rto']).toBe('kept');
    expect(slow.rows.find(({ name }) => name === 'restore rto')).toMatchObject({
      promised: 'that it ends; no time',
      measured: 'worst of 1 trial 5 s',
    });
    expect(rows(judge(archived({ rtoMs: 4_000 }), [lost(300, 5_000)]))['restore rto']).toBe(
      'broken',
    );
    const never = { ...lost(0, 9_000), brokenBecause: 'could not be restored', found: new Map() };
    const verdict = judge(archived(), [never]);
    expect(verdict.exitCode).toBe(1);
    expect(rows(verdict)).toMatchObject({ 'restore rto': 'broken', 'restore rpo': 'broken' });
  });

  test('is told apart from other faults, which keep the promise of the service', () => {
    const both = archived({}, ...contract.proof.faults);
    const kill = record(
      steady(0, 5_000, 10, (due) => (due >= 1_000 && due < 1_100 ? 'unknown' : 'ok')),
    );
    const verdict = judge(both, [lost(300, 5_000), kill]);
    expect(rows(verdict)).toMatchObject({
      rto: 'kept',
      rpo: 'kept',
      'restore rto': 'kept',
      'restore rpo': 'kept',
    });
    const missing = new Map([...kill.found, ['id-500', 0] as const]);
    expect(rows(judge(both, [lost(300), { ...kill, found: missing }]))).toMatchObject({
      rpo: 'broken',
      'restore rpo': 'kept',
    });
  });

  test('costs no budget, as nobody says how often it happens', () => {
    const { availability } = judge(archived(), [lost(300)]);
    expect(availability.hosts).toEqual([]);
    expect(availability.sentences.join(' ')).toContain('the loss of a whole store');
  });

  test('is void when the client stalled, whatever time is promised', () => {
    const record_ = lost(300);
    const operations = record_.operations.map((one) =>
      op(one.dueMs, one.outcome, { sentMs: one.dueMs + 60 }),
    );
    expect(judge(archived(), [{ ...record_, operations }]).exitCode).toBe(3);
  });
});
