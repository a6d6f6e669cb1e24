import type { HistoryJson } from '../history/history-json.ts';
import type { Verdict } from '../history/verdict.ts';
import type { ReportData, UnsupportedFault } from './report-data.ts';
/** Raised when a field changes its meaning or goes; not when one is added. */
export declare const REPORT_SCHEMA_VERSION = 1;
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
export declare function reportJson(data: ReportData): ReportJson;
/** As one line of JSON with a final line break. */
export declare function renderJson(data: ReportData): string;
//# sourceMappingURL=json.d.ts.map