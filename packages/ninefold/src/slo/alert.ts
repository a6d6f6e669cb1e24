import type { Runbook } from './runbook.ts';

/** An alert as it is before any format: Prometheus, PrometheusRule and runbooks are made from it. */
export interface Alert {
  /** Alerts of one name share a meaning; their labels say of what. */
  readonly name: string;
  /** `page`: somebody is woken up; `ticket`: in working hours is soon enough; `none`: nobody is told. */
  readonly severity: 'page' | 'ticket' | 'none';
  readonly expr: string;
  /** How long it must hold (ms). 0: at once. */
  readonly forMs: number;
  /** Beside `severity`. */
  readonly labels: Readonly<Record<string, string>>;
  /** A line with Prometheus's template words, such as `{{ $value }}`. */
  readonly summary: string;
  /** Its texts are no templates. */
  readonly runbook: Runbook;
}

/** Rules of one file that are evaluated together, in order. */
export interface RuleGroup {
  readonly name: string;
  readonly intervalMs: number;
  readonly records: readonly RecordingRule[];
  readonly alerts: readonly Alert[];
}

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}
