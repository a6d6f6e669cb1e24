import { formatRatio } from '../contract/ratio.ts';
import { count, counted, duration, percent } from '../history/wording.ts';
import { markdownText as inline } from '../report/markdown-text.ts';
import { minutesText, shareText } from './budget-wording.ts';
import type { Incident, IncidentStatistics } from './incident.ts';

/** What a post-mortem is written from. */
export interface PostmortemFacts {
  readonly service: string;
  readonly objective: number;
  readonly windowMs: number;
  /** Where the facts are from, in words. */
  readonly source: string;
  /** What is to be known of their precision, one sentence each. */
  readonly notes: readonly string[];
  /** The costliest first: the document is about it. */
  readonly incidents: readonly [Incident, ...Incident[]];
  readonly statistics: IncidentStatistics;
  /** What was lost or stored wrongly in the first one; absent when that can't be told. */
  readonly data?: readonly string[];
  /** The picture's file, beside the document. */
  readonly picture: string;
}

/**
 * A blameless post-mortem as Markdown, with the sections that Google's "Site Reliability Engineering"
 * (appendix D) has. Facts are filled in; judgement is left to people, each place marked.
 *
 * @param showInstant wall time (ms) to text
 */
export function renderPostmortem(
  facts: PostmortemFacts,
  showInstant: (wallMs: number) => string,
): string {
  const [incident, ...others] = facts.incidents;
  const when = incident.startedAtMs;
  return `# Post-mortem: ${inline(facts.service)}, ${inline(incident.title)}

${when === undefined ? '' : `- **Began**: ${showInstant(when)}\n`}- **Status**: draft, written by \`ninefold postmortem\` from ${inline(facts.source)}
- **Authors**: _to be filled in_
- **Reviewers**: _to be filled in_

This document looks for causes in systems and procedures. It names roles and members, not people.
Everyone is taken to have done what seemed right with what they knew then.

## Summary

${summary(incident)} _What clients could not do, in one sentence of their own words: to be filled in._

## Impact

| | |
|---|---|
| Bad events | ${count(incident.bad)} of ${count(incident.total)} (${incident.total === 0 ? 'none seen' : percent(incident.bad / incident.total, 'up')}) |
| Error budget | ${minutesText(incident.budgetMinutes)}, ${shareText(incident.budgetShare)} of what ${formatRatio(facts.objective)} over ${duration(facts.windowMs)} allows |
| Data | ${facts.data === undefined ? 'not told by monitoring: _to be filled in_' : facts.data.length === 0 ? 'nothing lost, nothing stored twice' : facts.data.map(cell).join('; ')} |
| Money, reputation, agreements | _to be filled in_ |

## Detection, mitigation, recovery

| from its start to | took |
|---|---|
| detection: the first alert or decision | ${took(incident.detectionMs, 'nothing noticed it')} |
| mitigation: clients are served again | ${took(incident.mitigationMs, 'not while it was watched')} |
| recovery: nothing is missing any more | ${took(incident.recoveryMs, 'not while it was watched')} |

Over ${counted(facts.statistics.count, 'incident')}: MTTD ${mean(facts.statistics.mttdMs)}, MTTR ${mean(facts.statistics.mttrMs)}, MTBF ${mean(facts.statistics.mtbfMs)}.
${facts.notes.map((note) => `\n- ${inline(note)}`).join('')}

![What happened over time](${facts.picture})

## Timeline

| time | event |
|---|---|
${timelineRows(incident, showInstant)}

## Trigger

${incident.fault === undefined ? '_What set it off: a change, load, a failure of hardware. To be filled in._' : `The fault \`${incident.fault.replaceAll('`', "'")}\`, injected on purpose.`}

## Root causes

_Why the trigger could do this. Ask on until the answer is a property of the system, and list all that contributed._

## Resolution

_What ended it, and which of it was luck._

## Lessons learned

### What went well

-

### What went wrong

-

### Where we got lucky

-

## Action items

| action | kind (prevent, detect, mitigate, repair) | owner | ticket | due |
|---|---|---|---|---|
| | | | | |
${otherIncidents(others, showInstant)}`;
}

function summary({ bad, total, mitigationMs, budgetMinutes }: Incident): string {
  const lasted =
    mitigationMs === undefined
      ? 'It was not over while it was watched.'
      : `Clients were served again after ${duration(mitigationMs)}.`;
  return `${counted(bad, 'event')} of ${count(total)} went wrong. ${lasted} It cost ${minutesText(budgetMinutes)} of the error budget.`;
}

function timelineRows(incident: Incident, showInstant: (wallMs: number) => string): string {
  const { startedAtMs, timeline } = incident;
  return timeline
    .map(({ afterMs, text }) => {
      const relative = `${afterMs < 0 ? '' : '+'}${duration(afterMs)}`;
      const at =
        startedAtMs === undefined
          ? relative
          : `${showInstant(startedAtMs + afterMs)} (${relative})`;
      return `| ${at} | ${cell(text)} |`;
    })
    .join('\n');
}

function otherIncidents(
  others: readonly Incident[],
  showInstant: (wallMs: number) => string,
): string {
  if (others.length === 0) return '';
  const rows = others.map(
    (one) =>
      `| ${cell(one.title)}${one.startedAtMs === undefined ? '' : `, ${showInstant(one.startedAtMs)}`} | ${minutesText(one.budgetMinutes)} | ${took(one.detectionMs, '–')} | ${took(one.mitigationMs, 'not over')} | ${took(one.recoveryMs, 'not over')} |`,
  );
  return `
## Other incidents

| incident | budget | detection | mitigation | recovery |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function took(ms: number | undefined, never: string): string {
  return ms === undefined ? never : duration(ms);
}

function mean(ms: number | undefined): string {
  return ms === undefined ? 'not known' : duration(ms);
}

function cell(text: string): string {
  return inline(text);
}
