import type { Ruling } from '../history/verdict.ts';
import { duration } from '../history/wording.ts';

/** The sign of a ruling, so that colour is never the only difference. */
export const SIGNS: Readonly<Record<Ruling, string>> = {
  kept: '✓',
  broken: '✗',
  void: '○',
  'not tested': '–',
};

/** `98 ms before the fault`, `at the fault`, `1.2 s after the fault` */
export function relative(afterFaultMs: number): string {
  if (afterFaultMs === 0) return 'at the fault';
  return `${duration(Math.abs(afterFaultMs))} ${afterFaultMs < 0 ? 'before' : 'after'} the fault`;
}
