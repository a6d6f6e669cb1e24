/** A stretch in which an alert fired. Wall times (ms). */
export interface AlertSpan {
  readonly name: string;
  /** `page`, `ticket` or what the rule says. */
  readonly severity?: string;
  /** The objective that it is about, by its label `slo`; absent: it is of an engine, or of the user's own. */
  readonly slo?: string;
  readonly summary?: string;
  readonly startMs: number;
  /** Absent: it still fires. */
  readonly endMs?: number;
}

/** What they tell has not failed yet, or failed long ago: clients are served, and it is no incident. */
export const UPKEEP_ALERTS: ReadonlySet<string> = new Set([
  'BackupOld',
  'CertificateExpires',
  'FailoverPaused',
  'WalArchiveFailing',
]);

/** They tell what is left of a window: they stay on for days after all is well. */
export const WINDOW_ALERTS: ReadonlySet<string> = new Set(['AgreementAtRisk', 'ErrorBudgetSpent']);

/**
 * Whether somebody who got this alert knew that clients of the promise suffer, or soon will. An alert
 * of the user's own may say so, too; one of an indicator of their own is about something else.
 */
export function tellsOfIncident({ name, slo }: AlertSpan): boolean {
  return !UPKEEP_ALERTS.has(name) && (slo === undefined || PROMISED.test(slo));
}

/** Whether not all is well as long as this alert is on. A ticket of burn looks hours back by design. */
export function endsWithIncident(alert: AlertSpan): boolean {
  const looksBack = alert.name === 'ErrorBudgetBurn' && alert.severity === 'ticket';
  return tellsOfIncident(alert) && !WINDOW_ALERTS.has(alert.name) && !looksBack;
}

/** Names of the promise's own objectives, which no other indicator may have. */
const PROMISED = /^(availability|latency)(-|$)/;
