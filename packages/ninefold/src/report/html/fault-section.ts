import type { TrialRecord } from '../../history/history.ts';
import type { FaultVerdict, TrialVerdict } from '../../history/verdict.ts';
import { count, counted, duration, percent } from '../../history/wording.ts';
import { zeroRecovery } from '../../history/zero-recovery.ts';
import type { ReportData } from '../report-data.ts';
import { distribution } from './distribution.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { badge, paragraphs, promiseTable } from './rulings.ts';
import { trialDetails } from './trial-details.ts';

/** Trials that get a picture in one report, the worst of each fault first; all are listed. */
const MAX_PICTURES = 60;

/** All about one fault: figures, the spread of its RTO, what did not hold, every trial. */
export function faultSection(
  fault: FaultVerdict,
  id: string,
  data: ReportData,
  pictured: ReadonlySet<TrialVerdict>,
): Markup {
  const notKept = fault.rows.filter((row) => row.ruling === 'broken' || row.ruling === 'void');
  const shownOpen = worstFirst(fault.trials)[0];
  return html`<section id="${id}" aria-labelledby="${id}-name">
    <div class="fault-head">
      <h2 id="${id}-name">${fault.fault}</h2>
      ${badge(fault.ruling)}
    </div>
    ${facts(fault)} ${distribution(fault, `${id}-rto`)}
    ${notKept.length > 0 ? promiseTable(notKept, 'What did not hold here') : undefined}
    <h3>${counted(fault.trials.length, 'trial')}</h3>
    ${fault.trials.map((trial, i) => trialDetails(trial, recordOf(data, trial), `${id}-trial-${i + 1}`, trial === shownOpen, pictured.has(trial)))}
    ${
      fault.confidence.length > 0
        ? html`<h3>Confidence</h3>
            ${paragraphs(fault.confidence, '')}`
        : undefined
    }
  </section>`;
}

function facts(fault: FaultVerdict): Markup {
  const { rto } = fault;
  const sound = fault.trials.filter((trial) => !trial.isVoid).length;
  const never = sound - (rto?.trials ?? 0);
  const lost = fault.trials.reduce((sum, trial) => sum + trial.rpo.lost.length, 0);
  return html`<dl class="facts">
    ${[
      ...(never > 0 ? [fact('Never restored', count(never), `of ${counted(sound, 'trial')}`)] : []),
      ...(rto === undefined
        ? never > 0
          ? []
          : [fact('RTO', '–', 'no sound trial')]
        : rto.worstMs === 0
          ? [fact('RTO', '0', zeroRecovery(rto))]
          : [
              fact('RTO, worst', duration(rto.worstMs), `of ${counted(rto.trials, 'trial')}`),
              fact('RTO, median', duration(rto.medianMs), `least ${duration(rto.minMs)}`),
            ]),
      fact('Lost', count(lost), 'acknowledged writes'),
      fact(
        'Ok in the trials',
        fault.due === 0 ? '–' : percent(fault.ok / fault.due),
        `${count(fault.ok)} of ${count(fault.due)}`,
      ),
      fact(
        'Not ok',
        count(fault.failed + fault.unknown),
        `${count(fault.failed)} failed, ${count(fault.unknown)} unknown`,
      ),
    ]}
  </dl>`;
}

function fact(name: string, value: string, small: string): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}<small>${small}</small></dd>
  </div>`;
}

export function choosePictures({ verdict }: ReportData): Set<TrialVerdict> {
  const share = Math.max(1, Math.floor(MAX_PICTURES / Math.max(1, verdict.faults.length)));
  return new Set(verdict.faults.flatMap((fault) => worstFirst(fault.trials).slice(0, share)));
}

function worstFirst(trials: readonly TrialVerdict[]): TrialVerdict[] {
  return trials.toSorted((a, b) => badness(b) - badness(a));
}

function recordOf({ records }: ReportData, trial: TrialVerdict): TrialRecord | undefined {
  return records.find((record) => record.fault === trial.fault && record.trial === trial.trial);
}

function badness(trial: TrialVerdict): number {
  return (
    (trial.ruling === 'broken' ? 1e12 : 0) + trial.rpo.lost.length * 1e6 + (trial.rto.rtoMs ?? 1e9)
  );
}
