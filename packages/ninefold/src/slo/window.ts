import type { CalendarPeriod } from '../contract/slo-section.ts';

/** In which time the budget is counted. Calendar periods begin at midnight UTC, weeks on Monday. */
export type SloWindow =
  | { readonly kind: 'rolling'; readonly lengthMs: number }
  | { readonly kind: 'calendar'; readonly period: CalendarPeriod };

const dayMs = 86_400_000;

/** The mean length of a calendar period (ms), by which alerts are computed: 30 d is a month's. */
const nominalMs: Readonly<Record<CalendarPeriod, number>> = {
  week: 7 * dayMs,
  month: 30 * dayMs,
  quarter: 90 * dayMs,
};

/** The longest that a calendar period may last (ms). */
const longestMs: Readonly<Record<CalendarPeriod, number>> = {
  week: 7 * dayMs,
  month: 31 * dayMs,
  quarter: 92 * dayMs,
};

/** The length by which burn rates are computed (ms). */
export function nominalLengthMs(window: SloWindow): number {
  return window.kind === 'rolling' ? window.lengthMs : nominalMs[window.period];
}

/** How far back the window may reach (ms): so long must Prometheus keep what it reads. */
export function longestLengthMs(window: SloWindow): number {
  return window.kind === 'rolling' ? window.lengthMs : longestMs[window.period];
}

/** The window that an instant is in: when it began, and its whole length (ms). */
export function windowAt(
  window: SloWindow,
  wallMs: number,
): { readonly startMs: number; readonly lengthMs: number } {
  if (window.kind === 'rolling') {
    return { startMs: wallMs - window.lengthMs, lengthMs: window.lengthMs };
  }
  const day = Math.floor(wallMs / dayMs);
  // Day 0, 1 January 1970, was a Thursday: day 4 was a Monday.
  const start = window.period === 'week' ? day - ((day + 3) % 7) : periodStart(day, window.period);
  const months = window.period === 'month' ? 1 : 3;
  const end =
    window.period === 'week' ? start + 7 : daysFromCivil(addMonths(civilOf(start), months));
  return { startMs: start * dayMs, lengthMs: (end - start) * dayMs };
}

/** The last instant, until `toMs`, whose window has this instant in it (wall times, ms). */
export function lastInWindowOf(window: SloWindow, instantMs: number, toMs: number): number {
  const { startMs, lengthMs } = windowAt(window, instantMs);
  const lastMs = window.kind === 'rolling' ? instantMs + window.lengthMs : startMs + lengthMs - 1;
  return Math.max(instantMs, Math.min(toMs, lastMs));
}

function periodStart(day: number, period: 'month' | 'quarter'): number {
  const { year, month } = civilOf(day);
  return daysFromCivil({ year, month: period === 'month' ? month : month - (month % 3) });
}

interface Civil {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
}

function addMonths({ year, month }: Civil, months: number): Civil {
  const sum = month + months;
  return { year: year + Math.floor(sum / 12), month: sum % 12 };
}

/** The first day of a month as days since 1 January 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function daysFromCivil({ year, month }: Civil): number {
  const shifted = month < 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5);
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(day: number): Civil {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = (Math.floor((5 * dayOfYear + 2) / 153) + 2) % 12;
  return { year: yearOfEra + era * 400 + (month < 2 ? 1 : 0), month };
}
