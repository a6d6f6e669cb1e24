import { nominalLengthMs } from './window.ts';
import type { SloWindow } from './window.ts';

/** One row of a multi-window, multi-burn-rate alert. */
export interface BurnRow {
  readonly severity: 'page' | 'ticket';
  /** The share of the budget that is spent in the long window at this pace (0 to 1). */
  readonly share: number;
  readonly longMs: number;
  /** A twelfth of the long window: the alert ends soon after the cause has. */
  readonly shortMs: number;
  /** share x SLO window / long window; at least 1. */
  readonly factor: number;
  /** The error ratio above which both windows must be: factor x (1 - objective). */
  readonly threshold: number;
}

/**
 * The rows for an objective over a window. The shares and windows are those of "The Site Reliability
 * Workbook", chapter 5 (2 % in 1 h, 5 % in 6 h, 10 % in 1 d, 10 % in 3 d), the factors follow: 14.4,
 * 6, 3 and 1 for 30 d. A long window is shortened when its factor would be below 1, where the
 * objective is being kept; short of that it is lengthened until half of all events failing reaches the
 * threshold, or a loose objective could never alert. From an objective of 75 % on there is room for that; a
 * looser one has higher thresholds, as what it allows is none. Rows that become the same are one; a window
 * too short for a row has none of it, nor has an objective that not even an outage would carry above it.
 */
export function burnRowsOf(window: SloWindow, objective: number): readonly BurnRow[] {
  const lengthMs = nominalLengthMs(window);
  const budget = 1 - objective;
  const rows: BurnRow[] = [];
  for (const { severity, share, usualMs } of SHARES) {
    const mostMs = floorTo(share * lengthMs, STEP_MS);
    if (mostMs < STEP_MS) continue;
    const leastMs = ceilTo((share * lengthMs * budget) / REACHABLE_RATIO, STEP_MS);
    const longMs = Math.min(Math.max(usualMs, leastMs), mostMs);
    const factor = Number(((share * lengthMs) / longMs).toPrecision(12));
    const threshold = Number((factor * budget).toPrecision(12));
    if (threshold >= 1) continue;
    const row = { severity, share, longMs, shortMs: longMs / 12, factor, threshold };
    const isThere = rows.some(
      (one) => one.severity === severity && one.longMs === longMs && one.factor === factor,
    );
    if (!isThere) rows.push(row);
  }
  return rows;
}

const hourMs = 3_600_000;

const SHARES = [
  { severity: 'page', share: 0.02, usualMs: hourMs },
  { severity: 'page', share: 0.05, usualMs: 6 * hourMs },
  { severity: 'ticket', share: 0.1, usualMs: 24 * hourMs },
  { severity: 'ticket', share: 0.1, usualMs: 72 * hourMs },
] as const;

/** Long windows are whole hours, so that short ones are whole times 5 min, the base of all rules. */
const STEP_MS = hourMs;

const REACHABLE_RATIO = 0.5;

/** Without what floating point adds: 0.1 x 30 d is 3 d. */
function floorTo(value: number, step: number): number {
  return Math.floor(value / step + 1e-9) * step;
}

function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step - 1e-9) * step;
}
