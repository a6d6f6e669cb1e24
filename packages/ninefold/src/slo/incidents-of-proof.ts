import type { Contract } from '../contract/contract.ts';
import { judgeTrial } from '../history/judge-trial.ts';
import { promiseFor } from '../history/promise-for.ts';
import type { TrialRecord } from '../history/history.ts';
import type { TrialVerdict } from '../history/verdict.ts';
import type { TopologyEventKind } from '../ports/events.ts';
import { timeline } from '../report/html/timeline.ts';
import { counted } from '../history/wording.ts';
import type { Incident, TimelineEntry } from './incident.ts';
import { standalonePicture } from './standalone-picture.ts';

/** What a proof did to its clients. */
export interface ProofIncidents {
  /** Each trial in which an operation did not end ok because of the fault, costliest first. */
  readonly incidents: readonly ProofIncident[];
  /** Trials whose fault no client noticed, as `kill app, trial 1`. */
  readonly unnoticed: readonly string[];
  /** Trials that the workload itself spoilt: nothing is said of them. */
  readonly unsound: readonly string[];
}

export interface ProofIncident {
  readonly incident: Incident;
  /** An SVG document. */
  readonly picture: string;
  /** What was lost or stored wrongly, a sentence each. */
  readonly data: readonly string[];
}

/**
 * The incidents of a proof. A start is the instant of the fault. Bad time is the number of operations
 * due or in flight since then that did not end ok, times one arrival period; the rest of the window
 * is taken to be free of errors, as no trial says anything about it.
 */
export function incidentsOfProof(
  contract: Contract,
  records: readonly TrialRecord[],
): ProofIncidents {
  const found: ProofIncident[] = [];
  const unnoticed: string[] = [];
  const unsound: string[] = [];
  for (const record of records) {
    const trial = judgeTrial(promiseFor(contract, record.fault), record);
    const name = `${record.fault}, trial ${record.trial}`;
    if (trial.isVoid) unsound.push(name);
    else if (trial.rto.failing.length === 0 && trial.rto.recovered) unnoticed.push(name);
    else found.push(incidentOf(contract, record, trial, name));
  }
  const cost = ({ incident }: ProofIncident): number => incident.budgetMinutes;
  return { incidents: found.toSorted((a, b) => cost(b) - cost(a)), unnoticed, unsound };
}

function incidentOf(
  contract: Contract,
  record: TrialRecord,
  trial: TrialVerdict,
  title: string,
): ProofIncident {
  const { objective, windowMs } = contract.promise.availability;
  const { rto } = trial;
  const startMs = rto.countedFromMs;
  const bad = rto.failing.length;
  const badMs = bad * record.periodMs;
  const seen = record.events.filter(({ atMs }) => atMs >= startMs);
  const detected = seen.find(({ kind }) => NOTICED.has(kind));
  const whole =
    record.brokenBecause === undefined
      ? Math.max(rto.restoredAtMs ?? startMs, ...seen.filter(isMending).map(({ atMs }) => atMs))
      : undefined;
  const budgetMs = (1 - objective) * windowMs;
  return {
    incident: {
      title,
      fault: record.fault,
      ...(detected === undefined ? {} : { detectionMs: detected.atMs - startMs }),
      ...(rto.restoredAtMs === undefined ? {} : { mitigationMs: rto.restoredAtMs - startMs }),
      ...(whole === undefined || !rto.recovered ? {} : { recoveryMs: whole - startMs }),
      bad,
      total: record.operations.filter(({ endedMs }) => endedMs >= startMs).length,
      budgetMinutes: badMs / 60_000,
      budgetShare: badMs / budgetMs,
      timeline: timelineOf(record, trial, startMs),
    },
    picture: standalonePicture(timeline(record, trial, 'incident')),
    data: dataOf(trial),
  };
}

const NOTICED: ReadonlySet<TopologyEventKind> = new Set(['detected', 'ejected']);

const MENDING: ReadonlySet<TopologyEventKind> = new Set([
  'ready',
  'healed',
  'promoted',
  'routed',
  'repointed',
  'rejoined',
  'admitted',
]);

function isMending({ kind }: { readonly kind: TopologyEventKind }): boolean {
  return MENDING.has(kind);
}

function timelineOf(record: TrialRecord, trial: TrialVerdict, startMs: number): TimelineEntry[] {
  const { failing, restoredAtMs } = trial.rto;
  const [first] = failing;
  const last = failing.at(-1);
  const outcome = (at: number, text: string): TimelineEntry => ({ afterMs: at - startMs, text });
  return [
    ...record.events.map(({ atMs, member, text }) =>
      outcome(atMs, member === undefined ? text : `${member}: ${text}`),
    ),
    ...(first === undefined
      ? []
      : [
          outcome(
            first.dueMs,
            `clients: the first operation that did not end ok (${first.detail})`,
          ),
        ]),
    ...(last === undefined || last === first
      ? []
      : [outcome(last.dueMs, 'clients: the last operation that did not end ok')]),
    ...(restoredAtMs === undefined ? [] : [outcome(restoredAtMs, 'clients: served again')]),
  ].toSorted((a, b) => a.afterMs - b.afterMs);
}

function dataOf({ rpo, once, writers }: TrialVerdict): string[] {
  return [
    ...(rpo.lost.length > 0 ? [`${counted(rpo.lost.length, 'acknowledged write')} lost`] : []),
    ...(once.twice.length > 0 ? [`${counted(once.twice.length, 'write')} stored twice`] : []),
    ...(once.refusedButApplied.length > 0
      ? [`${counted(once.refusedButApplied.length, 'refused write')} stored all the same`]
      : []),
    ...(writers.findings.length > 0 ? ['two members accepted writes at one time'] : []),
  ];
}
