import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ReportJson } from '../src/report/json.ts';

type Trial = ReportJson['history']['trials'][number];

/** report.json in the folder. */
export function readReport(folder: string): ReportJson {
  return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ReportJson;
}

/** The last trial of a fault: one that was void, on a busy machine, is repeated. */
export function trialOf(report: ReportJson, fault: string): Trial {
  const trial = report.history.trials.findLast((one) => one.fault === fault);
  if (!trial) throw new Error(`no trial of ${fault} in the report`);
  return trial;
}

/** The trial's events as `kind member`, in order. */
export function happenings(trial: Trial): string[] {
  return trial.events.map(({ kind, member }) => `${kind} ${member ?? '-'}`);
}

/** Operations of the trial that did not end ok. */
export function notOk(trial: Trial): string[] {
  return trial.operations
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ outcome, detail }) => `${outcome}: ${detail}`);
}

/** Greatest latency, from the instant an operation was due (ms). */
export function slowestMs(trial: Trial): number {
  return Math.max(...trial.operations.map(({ dueMs, endedMs }) => endedMs - dueMs));
}
