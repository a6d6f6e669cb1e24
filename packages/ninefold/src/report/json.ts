import { historyToJson } from '../history/history-json.ts';
import type { HistoryJson } from '../history/history-json.ts';
import type { Verdict } from '../history/verdict.ts';
import { redactContract } from './redact-contract.ts';
import type { ReportData, UnsupportedFault } from './report-data.ts';

/** Raised when a field changes its meaning or goes; not when one is added. */
export const REPORT_SCHEMA_VERSION = 1;

/** report.json. Durations are in ms, ratios 0 to 1, instants of one monotonic clock (ms). */
export interface ReportJson {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Its text, without secrets: see {@link redactContract}. */
  readonly contract: string;
  /** The ruling, its table, and every measure of every trial. */
  readonly verdict: Verdict;
  /** Faults that were not tried, and why. */
  readonly unsupported: readonly UnsupportedFault[];
  /** What it was given on; `historyFromJson` reads it back. */
  readonly history: HistoryJson;
}

export function reportJson(data: ReportData): ReportJson {
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    startedAt: data.startedAt,
    elapsedMs: data.elapsedMs,
    environment: Object.fromEntries(data.environment),
    contract: redactContract(data.contractText),
    verdict: data.verdict,
    unsupported: data.unsupported,
    history: historyToJson(data.records),
  };
}

/** As one line of JSON with a final line break. */
export function renderJson(data: ReportData): string {
  return `${JSON.stringify(reportJson(data))}\n`;
}
