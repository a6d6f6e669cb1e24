import { formatDuration, parseDuration } from '../contract/duration.ts';
import { at } from '../contract/located-mistake.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { CalendarPeriod } from '../contract/slo-section.ts';
import type { OpenSlo, OpenSloWindow } from './openslo-schema.ts';
import type { SloWindow } from './window.ts';

/** Where a window stands that OpenSLO can't say to the second: its shortest unit is a minute. */
const EXACT = 'ninefold/window';

/** The periods by their units, and the days on which they begin. */
const PERIODS: Readonly<Record<string, Period>> = {
  w: { period: 'week', first: 'a Monday', begins: ({ weekday }) => weekday === 1 },
  M: { period: 'month', first: 'the first of a month', begins: ({ day }) => day === 1 },
  Q: {
    period: 'quarter',
    first: 'the first of January, April, July or October',
    begins: ({ month, day }) => day === 1 && month % 3 === 1,
  },
};

interface Period {
  readonly period: CalendarPeriod;
  readonly first: string;
  begins(day: Day): boolean;
}

/** A window as OpenSLO writes it, and the annotations that it needs. */
export function openSloWindow(window: SloWindow): {
  readonly timeWindow: object;
  readonly annotations: Readonly<Record<string, string>>;
} {
  if (window.kind === 'calendar') {
    const [unit] = Object.entries(PERIODS).find(([, one]) => one.period === window.period) ?? [];
    // A Monday, and the first day of a month and of a quarter.
    const calendar = { startTime: '2024-01-01 00:00:00', timeZone: 'UTC' };
    return { timeWindow: { duration: `1${unit}`, isRolling: false, calendar }, annotations: {} };
  }
  const minutes = wholeMinutes(window.lengthMs);
  const [unit, length] = (
    [
      ['d', 1440],
      ['h', 60],
    ] as const
  ).find(([, each]) => minutes % each === 0) ?? ['m', 1];
  return {
    timeWindow: { duration: `${minutes / length}${unit}`, isRolling: true },
    annotations:
      minutes * MINUTE_MS === window.lengthMs ? {} : { [EXACT]: formatDuration(window.lengthMs) },
  };
}

/** The window of an SLO; undefined when there is a mistake in it, which is then told. */
export function windowOf(
  { metadata, spec }: OpenSlo,
  found: LocatedMistake[],
): SloWindow | undefined {
  const path = ['spec', 'timeWindow', 0];
  const [window] = spec.timeWindow;
  if (window === undefined) return undefined;
  const { isRolling, calendar } = window;
  if ((isRolling ?? calendar === undefined) !== (calendar === undefined)) {
    const message =
      calendar === undefined
        ? 'nothing says when the periods of this window begin'
        : 'a window that is rolling has no calendar';
    found.push(at(path, message, 'isRolling: true, or a calendar with startTime and timeZone'));
    return undefined;
  }
  return calendar === undefined
    ? rollingOf(window, metadata.annotations?.[EXACT], found)
    : calendarOf(window, calendar, found);
}

/** `30d`, or `a calendar month`. */
export function windowWords(window: SloWindow): string {
  return window.kind === 'rolling'
    ? formatDuration(window.lengthMs)
    : `a calendar ${window.period}`;
}

const MINUTE_MS = 60_000;

const UNIT_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 1440 * MINUTE_MS,
  w: 7 * 1440 * MINUTE_MS,
};

function wholeMinutes(lengthMs: number): number {
  return Math.ceil(lengthMs / MINUTE_MS);
}

function rollingOf(
  { duration }: OpenSloWindow,
  exact: string | undefined,
  found: LocatedMistake[],
): SloWindow | undefined {
  const path = ['spec', 'timeWindow', 0, 'duration'];
  const unitMs = UNIT_MS[duration.unit];
  if (unitMs === undefined) {
    found.push(at(path, 'a rolling window has a fixed length', 'such as 30d or 4w'));
    return undefined;
  }
  const lengthMs = duration.count * unitMs;
  const length = parseDuration(formatDuration(lengthMs));
  if (!length.ok) {
    found.push(...length.mistakes.map((mistake) => ({ path, at: 'value' as const, mistake })));
    return undefined;
  }
  if (exact === undefined) return { kind: 'rolling', lengthMs };
  const written = parseDuration(exact);
  if (written.ok && wholeMinutes(written.value) * MINUTE_MS === lengthMs) {
    return { kind: 'rolling', lengthMs: written.value };
  }
  const message = `${exact} is not the window of this SLO, ${formatDuration(lengthMs)}`;
  found.push(at(['metadata', 'annotations', EXACT], message, 'the same, or no such annotation'));
  return undefined;
}

function calendarOf(
  { duration }: OpenSloWindow,
  { startTime, timeZone }: NonNullable<OpenSloWindow['calendar']>,
  found: LocatedMistake[],
): SloWindow | undefined {
  const path = ['spec', 'timeWindow', 0];
  const known = PERIODS[duration.unit];
  if (known === undefined || duration.count !== 1) {
    const message = 'no such calendar period is known here';
    found.push(at([...path, 'duration'], message, '1w, 1M or 1Q'));
    return undefined;
  }
  if (!/^(?:UTC|Etc\/UTC|GMT|Z)$/.test(timeZone)) {
    const message = `periods begin at midnight UTC, not in ${timeZone}`;
    found.push(at([...path, 'calendar', 'timeZone'], message, 'UTC'));
    return undefined;
  }
  const start = instantOf(startTime);
  if (start !== undefined && start.isMidnight && known.begins(start)) {
    return { kind: 'calendar', period: known.period };
  }
  const message =
    start === undefined
      ? `"${startTime}" is no date and time`
      : `a ${known.period} does not begin at ${startTime} here`;
  const expected = `midnight of ${known.first}, such as 2024-01-01 00:00:00`;
  found.push(at([...path, 'calendar', 'startTime'], message, expected));
  return undefined;
}

/** A date of the Gregorian calendar. */
interface Day {
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** `2024-01-01 00:00:00`; undefined when there is no such time. */
function instantOf(text: string): (Day & { readonly isMidnight: boolean }) | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?Z?)?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return undefined;
  // T. Sakamoto's: days before the month, counted in years that end with February.
  const before = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const since = month < 3 ? year - 1 : year;
  const leaps = Math.floor(since / 4) - Math.floor(since / 100) + Math.floor(since / 400);
  const isMidnight = hour + minute + second === 0;
  return { month, day, weekday: (since + leaps + before + day) % 7, isMidnight };
}
