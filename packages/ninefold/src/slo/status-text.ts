import pc from 'picocolors';

import { formatRatio } from '../contract/ratio.ts';
import { duration, percent } from '../history/wording.ts';
import { plainText } from '../report/plain-text.ts';
import { renderTable } from '../report/table.ts';
import type { TerminalOptions } from '../report/terminal.ts';
import { minutesText, shareText } from './budget-wording.ts';
import type { ObjectiveStatus } from './status.ts';

/** All that `ninefold status` says. */
export interface Status {
  readonly service: string;
  /** Where the figures are from, in words. */
  readonly source: string;
  /** Wall time (ISO 8601). */
  readonly at: string;
  readonly objectives: readonly ObjectiveStatus[];
}

const SOURCES = {
  rules: 'recorded series',
  raw: 'raw series, as the rules of ninefold render --target prometheus have recorded less',
} as const;

/** Incidents shown of one objective. */
const SHOWN = 5;

/**
 * The budgets for people.
 *
 * @param showInstant wall time (ms) to text
 */
export function renderStatus(
  status: Status,
  options: TerminalOptions,
  showInstant: (wallMs: number) => string,
): string {
  const colors = pc.createColors(options.color);
  const paint = { kept: colors.green, broken: colors.red, unknown: colors.yellow };
  const rows = status.objectives.map((one) => [
    { text: one.name },
    { text: formatRatio(one.objective) },
    { text: one.current === undefined ? 'no data' : percent(one.current) },
    { text: budgetText(one) },
    { text: one.state, paint: paint[one.state] },
  ]);
  return [
    `${colors.bold(plainText(status.service))} at ${status.at}, from ${plainText(status.source)}`,
    '',
    ...renderTable(
      ['objective', 'promised', 'current', 'budget left', 'state'],
      rows,
      options.width,
    ),
    ...status.objectives.flatMap((one) => ['', ...details(one, colors, showInstant)]),
  ].join('\n');
}

function budgetText({ budget }: ObjectiveStatus): string {
  if (budget === undefined) return 'not known';
  const { leftMinutes, totalMinutes, spentRatio } = budget;
  return `${minutesText(leftMinutes)} of ${minutesText(totalMinutes)} (${shareText(1 - spentRatio)})`;
}

function details(
  one: ObjectiveStatus,
  colors: ReturnType<typeof pc.createColors>,
  showInstant: (wallMs: number) => string,
): string[] {
  const burn = one.burn.map(
    ({ windowMs, rate }) => `${duration(windowMs)} ${rate === undefined ? 'no data' : pace(rate)}`,
  );
  const listed = one.incidents.slice(0, SHOWN);
  return [
    colors.bold(`${one.name}: ${plainText(one.description)}`),
    ...one.reasons.map((reason) => `  ${reason}`),
    ...(one.agreementBroken ? ['  the agreement with customers is broken, too'] : []),
    ...(burn.length > 0 ? [`  burn rate  ${burn.join('  ')}`] : []),
    ...(one.budget === undefined ? [] : [`  ${runsOut(one)}`]),
    `  data       ${percent(one.coverage)} of the window${one.source === undefined ? '' : `, from ${SOURCES[one.source]}`}`,
    ...listed.map(
      (incident) =>
        `  spent      ${minutesText(incident.budgetMinutes)} (${shareText(incident.budgetShare)} of the budget)  ${
          incident.startedAtMs === undefined
            ? plainText(incident.title)
            : `from ${showInstant(incident.startedAtMs)}, ${incident.mitigationMs === undefined ? 'not over' : duration(incident.mitigationMs)}`
        }`,
    ),
    ...(one.incidents.length > SHOWN
      ? [`  and ${one.incidents.length - SHOWN} more incidents; --json has them all`]
      : []),
    ...(one.everydayMinutes === undefined || one.everydayMinutes === 0
      ? []
      : [`  spent      ${minutesText(one.everydayMinutes)} outside of incidents`]),
  ];
}

function runsOut({ runsOutInMs, burn }: ObjectiveStatus): string {
  if (burn.length === 0) return 'runs out   no pace is known from a proof';
  if (runsOutInMs === undefined) return 'runs out   not at the pace of the last hour';
  return runsOutInMs === 0
    ? 'runs out   nothing is left'
    : `runs out   in ${duration(runsOutInMs)} at the pace of the last hour`;
}

function pace(rate: number): string {
  return `${Number(rate.toPrecision(3))} ×`;
}
