import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';
import type { Alert } from './alert.ts';
import { burnRowsOf } from './burn.ts';
import type { BurnRow } from './burn.ts';
import { range } from './promql.ts';
import { BASE_MS, FAST_MS, SLOW_MS, decimals } from './recording.ts';
import type { RunbookStep } from './runbook.ts';
import { SERIES, errorRatioSeries, seriesOf, sloLabels } from './series.ts';
import { sloId } from './slo.ts';
import type { Slo } from './slo.ts';

/** How to see, mend and fail over what is behind an SLO: it depends on what runs. */
export interface Remedies {
  readonly mend: readonly RunbookStep[];
  readonly failover: readonly RunbookStep[];
}

/** The alerts that are looked at every minute: pages. */
export function fastAlerts(slo: Slo, remedies: Remedies): readonly Alert[] {
  return [...burnAlert(slo, 'page', remedies), missingAlert(slo, remedies)];
}

/** The alerts that are looked at every 5 minutes: tickets. */
export function slowAlerts(slo: Slo, remedies: Remedies): readonly Alert[] {
  return [
    ...burnAlert(slo, 'ticket', remedies),
    spentAlert(slo, remedies),
    ...(slo.agreement === undefined ? [] : [agreementAlert(slo, slo.agreement, remedies)]),
  ];
}

/**
 * The budget burns fast enough, long enough and still: in the long window, in the short one, and with
 * at least `floor` failed events, so that one error among ten requests wakes nobody up.
 */
function burnAlert(slo: Slo, severity: Alert['severity'], remedies: Remedies): readonly Alert[] {
  const rows = burnRowsOf(slo.window, slo.objective).filter((row) => row.severity === severity);
  if (rows.length === 0) return [];
  const paces = rows.map(
    ({ factor, longMs, shortMs }) =>
      `${Number(factor.toPrecision(4))} × over ${formatDuration(longMs)} and ${formatDuration(shortMs)}`,
  );
  return [
    {
      name: 'ErrorBudgetBurn',
      severity,
      expr: rows.map((row) => `(\n${rowExpr(slo, row)}\n)`).join('\nor\n'),
      forMs: 0,
      labels: sloLabels(slo),
      summary: `${sloId(slo)}: {{ $value | humanizePercentage }} of ${slo.indicator.kind === 'slices' ? 'the time is bad' : 'events fail'}; the objective allows ${formatRatio(decimals(1 - slo.objective))}`,
      runbook: {
        file: `error-budget-burn-${severity}-${sloId(slo)}.md`,
        title: `ErrorBudgetBurn (${severity}): ${sloId(slo)}`,
        means: `The objective: ${slo.description}. Errors spend its budget too fast: ${paces.join(', or ')}. A pace of 1 × spends exactly the budget in the whole window.`,
        clients: clientsSee(slo),
        confirm: [
          {
            say: 'The pace now, in each window (Prometheus):',
            run: rows.flatMap(({ longMs, shortMs }) =>
              [longMs, shortMs].map(
                (windowMs) =>
                  `${seriesOf(slo, errorRatioSeries(windowMs))} / ${decimals(1 - slo.objective)}`,
              ),
            ),
          },
          { say: 'What is left of the budget:', run: [budgetLeft(slo)] },
          { say: 'What fails, from raw series:', run: [rawQuery(slo)] },
        ],
        ...remedies,
      },
    },
  ];
}

function rowExpr(slo: Slo, { longMs, shortMs, threshold, severity }: BurnRow): string {
  const above = (windowMs: number): string =>
    `${seriesOf(slo, errorRatioSeries(windowMs))} > ${threshold}`;
  const slices = severity === 'ticket';
  const sum = `sum_over_time(${seriesOf(slo, slices ? SERIES.badSlice : SERIES.badRate)}[${range(longMs)}])`;
  const count = slices ? sum : `${sum} * ${FAST_MS / 1000}`;
  const floor = slo.floor > 0 ? [`${count} >= ${slo.floor}`] : [];
  return [above(longMs), above(shortMs), ...floor].map((part) => `  ${part}`).join('\n  and\n');
}

/** No data is no proof that all is well: a service that is gone exports nothing at all. */
function missingAlert(slo: Slo, remedies: Remedies): Alert {
  return {
    name: 'SloDataMissing',
    severity: slo.name.startsWith('availability') ? 'page' : 'ticket',
    expr: `absent(${seriesOf(slo, SERIES.badRate)})`,
    forMs: BASE_MS,
    labels: sloLabels(slo),
    summary: `${sloId(slo)}: nothing says whether the objective is kept`,
    runbook: {
      file: `slo-data-missing-${sloId(slo)}.md`,
      title: `SloDataMissing: ${sloId(slo)}`,
      means:
        'For 5 minutes there has been no series to compute this indicator from. Either the service is gone, or nobody can see it. No other alert of this objective can fire meanwhile.',
      clients: 'Perhaps nothing, perhaps a total outage: find out first.',
      confirm: [
        { say: 'Is there anything of it at all? (Prometheus)', run: [rawQuery(slo)] },
        {
          say: 'Are its targets scraped?',
          run: ['up == 0', `up{job=~"${slo.service}(-balancer)?"}`],
        },
      ],
      ...remedies,
    },
  };
}

function spentAlert(slo: Slo, remedies: Remedies): Alert {
  const floor = slo.floor > 0 ? `\nand ${seriesOf(slo, SERIES.badInWindow)} >= ${slo.floor}` : '';
  return {
    name: 'ErrorBudgetSpent',
    severity: 'ticket',
    expr: `${seriesOf(slo, SERIES.budgetLeft)} < 0${floor}`,
    forMs: 0,
    labels: sloLabels(slo),
    summary: `${sloId(slo)}: the error budget is spent; {{ $value | humanizePercentage }} of it is left`,
    runbook: {
      file: `error-budget-spent-${sloId(slo)}.md`,
      title: `ErrorBudgetSpent: ${sloId(slo)}`,
      means: `The objective is broken: ${slo.description}, and in this window less was kept. It may be over already; nothing need be down now.`,
      clients: 'What they have seen so far: more errors than the objective allows.',
      confirm: [
        { say: 'What is left of the budget:', run: [budgetLeft(slo)] },
        {
          say: 'When it was spent:',
          run: [`${seriesOf(slo, SERIES.badSlice)} > 0`],
        },
      ],
      mend: [
        { say: 'If errors go on, mend them first.' },
        ...remedies.mend,
        { say: 'Put reliability before features until the budget is positive again.' },
      ],
      failover: remedies.failover,
    },
  };
}

/** The share of the agreement's own budget at which it is told. */
const AGREEMENT_AT = 0.9;

function agreementAlert(slo: Slo, agreement: number, remedies: Remedies): Alert {
  const scale = decimals((1 - slo.objective) / (1 - agreement));
  const floor = slo.floor > 0 ? `\nand ${seriesOf(slo, SERIES.badInWindow)} >= ${slo.floor}` : '';
  return {
    name: 'AgreementAtRisk',
    severity: 'ticket',
    expr: `(1 - ${seriesOf(slo, SERIES.budgetLeft)}) * ${scale} > ${AGREEMENT_AT}${floor}`,
    forMs: 0,
    labels: sloLabels(slo),
    summary: `${sloId(slo)}: {{ $value | humanizePercentage }} of what the agreement with customers allows is spent`,
    runbook: {
      file: `agreement-at-risk-${sloId(slo)}.md`,
      title: `AgreementAtRisk: ${sloId(slo)}`,
      means: `The objective, ${formatRatio(slo.objective)}, is broken, and the agreement with customers, ${formatRatio(agreement)}, is near: ${formatRatio(AGREEMENT_AT)} of the errors that it allows have happened. The margin between the two is spent.`,
      clients:
        'More errors than the objective allows; soon, more than they were promised in writing.',
      confirm: [{ say: 'What is left of the budget of the objective:', run: [budgetLeft(slo)] }],
      mend: [
        ...remedies.mend,
        { say: 'Tell those who own the agreement now, while it still holds.' },
      ],
      failover: remedies.failover,
    },
  };
}

function budgetLeft(slo: Slo): string {
  return `last_over_time(${seriesOf(slo, SERIES.budgetLeft)}[${range(2 * SLOW_MS)}])`;
}

function rawQuery({ indicator }: Slo): string {
  return indicator.bad.replaceAll('{{window}}', '5m').replaceAll('{{seconds}}', '300');
}

function clientsSee({ name, indicator }: Slo): string {
  if (name.startsWith('availability')) {
    return indicator.kind === 'slices'
      ? 'Writes fail or wait: there is no primary.'
      : 'Requests end in errors.';
  }
  return name === 'latency' ? 'Answers come late.' : `Bad events of ${name}.`;
}
