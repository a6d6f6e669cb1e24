import type { Alert } from './alert.ts';
import type { RunbookStep } from './runbook.ts';

/** What a family of alerts says of one; names of files and links follow. */
export interface EngineAlertWords {
  readonly name: string;
  readonly severity: Alert['severity'];
  readonly expr: string;
  readonly forMs: number;
  readonly labels: Readonly<Record<string, string>>;
  /** What it is about, such as a store's name: part of the runbook's file name. */
  readonly subject: string;
  readonly summary: string;
  readonly means: string;
  readonly clients: string;
  readonly confirm: readonly RunbookStep[];
  readonly mend: readonly RunbookStep[];
  readonly failover: readonly RunbookStep[];
}

/** What all alerts of one thing say alike. */
export type SharedWords = Pick<
  EngineAlertWords,
  'labels' | 'subject' | 'confirm' | 'mend' | 'failover'
>;

/** An alert of an engine, with its runbook. */
export function engineAlert(words: EngineAlertWords): Alert {
  const { name, severity, expr, forMs, labels, subject, summary } = words;
  const { means, clients, confirm, mend, failover } = words;
  const kebab = name.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return {
    name,
    severity,
    expr,
    forMs,
    labels,
    summary,
    runbook: {
      file: `${kebab}-${severity}-${subject}.md`,
      title: `${name} (${severity}): ${subject}`,
      means,
      clients,
      confirm: [
        { say: 'The expression of the alert (Prometheus):', run: expr.split('\n') },
        ...confirm,
      ],
      mend,
      failover,
    },
  };
}

/** How many series match, 0 when none does: a count that is absent would hide the worst case. */
export function countOf(condition: string): string {
  return `(count(${condition}) or vector(0))`;
}

export const minuteMs = 60_000;
