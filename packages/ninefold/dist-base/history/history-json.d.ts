import type { TrialRecord } from './history.ts';
/** Raised when a field changes its meaning or goes; not when one is added. */
export declare const HISTORY_VERSION = 1;
/** Trial records as plain JSON: as in {@link TrialRecord}, with `found` as an object. */
export interface HistoryJson {
    readonly version: typeof HISTORY_VERSION;
    readonly trials: readonly TrialJson[];
}
export type TrialJson = Omit<TrialRecord, 'found'> & {
    readonly found: Readonly<Record<string, number | 'unreadable'>>;
};
export declare function historyToJson(records: readonly TrialRecord[]): HistoryJson;
/** @throws {TypeError} when it is not a history of a version that this one can read. */
export declare function historyFromJson(json: unknown): TrialRecord[];
//# sourceMappingURL=history-json.d.ts.map