import { count } from '../history/wording.ts';

/** Minutes of an error budget, which may be overspent: `0.005 min`, `9.98 min`, `-7.56 min`, `1,500 min`. */
export function minutesText(minutes: number): string {
  return `${figure(minutes)} min`;
}

/** A share of a budget, below 0 or above 1 too: `46.2 %`, `-268 %`, `9,990 %`. */
export function shareText(ratio: number): string {
  return `${figure(ratio * 100)} %`;
}

/** What is smaller than this is told as 0, and is mostly what floating point leaves. */
const LEAST = 0.0001;

function figure(value: number): string {
  const size = Math.abs(value);
  if (size < LEAST) return '0';
  const text = size < 100 ? String(Number(size.toPrecision(3))) : count(size);
  return value < 0 ? `-${text}` : text;
}
