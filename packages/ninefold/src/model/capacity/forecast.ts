import { studentT975 } from './student-t.ts';

/** Load at an instant. */
export interface LoadPoint {
  /** Since the Unix epoch (ms). */
  readonly atMs: number;
  /** Requests per second. */
  readonly throughput: number;
}

/** When a growing load reaches what can be carried. Instants since the Unix epoch (ms). */
export interface Forecast {
  /** Days that it was drawn from. */
  readonly days: number;
  /** Of the daily peak, by the trend: at the last day, and what comes on top each day. */
  readonly peakNow: number;
  readonly growthPerDay: number;
  /** When the trend reaches the capacity; absent: not within {@link FORECAST_YEARS}. */
  readonly likelyMs?: number;
  /** The 95 % interval for the first day of too much load; an absent end is not within sight. */
  readonly earliestMs?: number;
  readonly latestMs?: number;
}

export const FORECAST_YEARS = 5;
/** Fewer days give no interval worth the name. */
export const LEAST_DAYS = 5;
const DAY_MS = 86_400_000;

/**
 * A straight line through the peaks of the days (UTC), and where it and its 95 % prediction limits for
 * a single day reach the capacity. Draper & Smith, Applied Regression Analysis (1998), section 3.1. The
 * limits take the days' scatter as independent; a weekly rhythm widens them.
 *
 * @returns undefined for fewer than {@link LEAST_DAYS} days
 */
export function forecastLoad(points: readonly LoadPoint[], capacity: number): Forecast | undefined {
  const peaks = dailyPeaks(points);
  const n = peaks.length;
  const last = peaks.at(-1);
  if (last === undefined || n < LEAST_DAYS) return undefined;
  const meanDay = peaks.reduce((sum, { day }) => sum + day, 0) / n;
  const meanPeak = peaks.reduce((sum, { peak }) => sum + peak, 0) / n;
  const spread = peaks.reduce((sum, { day }) => sum + (day - meanDay) ** 2, 0);
  const growth =
    peaks.reduce((sum, { day, peak }) => sum + (day - meanDay) * (peak - meanPeak), 0) / spread;
  const trend = (day: number): number => meanPeak + growth * (day - meanDay);
  const squares = peaks.reduce((sum, { day, peak }) => sum + (peak - trend(day)) ** 2, 0);
  const error = Math.sqrt(squares / (n - 2));
  const margin = (day: number): number =>
    studentT975(n - 2) * error * Math.sqrt(1 + 1 / n + (day - meanDay) ** 2 / spread);
  const firstDay = (load: (day: number) => number): number | undefined => {
    for (let day = last.day; day <= last.day + FORECAST_YEARS * 365; day++) {
      if (load(day) >= capacity) return day * DAY_MS;
    }
    return undefined;
  };
  return {
    days: n,
    peakNow: trend(last.day),
    growthPerDay: growth,
    ...at('likelyMs', firstDay(trend)),
    ...at(
      'earliestMs',
      firstDay((day) => trend(day) + margin(day)),
    ),
    ...at(
      'latestMs',
      firstDay((day) => trend(day) - margin(day)),
    ),
  };
}

function at<K extends 'likelyMs' | 'earliestMs' | 'latestMs'>(
  key: K,
  value: number | undefined,
): Partial<Record<K, number>> {
  // oxlint-disable-next-line no-unsafe-type-assertion -- a computed key widens to string
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, number>>;
}

/** The highest point of each day; where days have several, the first and last are not whole. */
function dailyPeaks(points: readonly LoadPoint[]): { day: number; peak: number }[] {
  const peaks = new Map<number, number>();
  for (const { atMs, throughput } of points) {
    const day = Math.floor(atMs / DAY_MS);
    peaks.set(day, Math.max(peaks.get(day) ?? 0, throughput));
  }
  const days = [...peaks].map(([day, peak]) => ({ day, peak })).toSorted((a, b) => a.day - b.day);
  return points.length > 2 * days.length ? days.slice(1, -1) : days;
}
