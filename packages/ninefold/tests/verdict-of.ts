import { expect } from 'vitest';

import type { ReportJson } from '../src/report/json.ts';
import { notOk } from './proof-report.ts';

/**
 * What must hold in every trial of a promise that is kept, on a machine however busy: nothing is
 * broken, nothing is lost, and there are never two writers. On a machine so busy that the workload
 * can't keep its schedule a trial is void, which is a right answer too; what it saw still counts.
 */
export function expectNothingBroken({ verdict, history }: ReportJson, code: number | null): void {
  const reasons = verdict.faults.flatMap(({ trials }) => trials.flatMap((trial) => trial.reasons));
  expect(verdict.ruling, reasons.join('\n')).toMatch(/^(kept|void)$/);
  expect(code).toBe(verdict.ruling === 'kept' ? 0 : 3);
  expect(verdict.lost.total).toBe(0);
  expect(verdict.notTested).toEqual([]);
  const trials = verdict.faults.flatMap((fault) => fault.trials);
  expect(trials.filter(({ isVoid }) => !isVoid).flatMap((one) => one.brokenBecause ?? [])).toEqual(
    [],
  );
  expect(trials.flatMap(({ writers }) => writers.findings)).toEqual([]);
  expect(history.trials.length).toBeGreaterThanOrEqual(verdict.faults.length);
}

/** Not one client of any trial of the fault was refused or left without an answer. */
export function expectNoClientSaw(report: ReportJson, fault: string): void {
  const trials = report.history.trials.filter((trial) => trial.fault === fault);
  expect(trials.length).toBeGreaterThan(0);
  expect(trials.flatMap(notOk)).toEqual([]);
}
