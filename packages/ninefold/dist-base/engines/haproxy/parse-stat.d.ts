/** A server as HAProxy sees it. */
export interface HaproxyServerState {
    readonly backend: string;
    readonly server: string;
    /** Requests or connections are led to it. */
    readonly isUp: boolean;
    /** Sessions it has now. */
    readonly sessions: number;
}
/**
 * Reads the CSV of `show stat` (management guide, section 9.1). Columns are found by their names;
 * none is quoted in HAProxy's own output but the last texts, which are not read.
 */
export declare function parseStat(csv: string): HaproxyServerState[];
//# sourceMappingURL=parse-stat.d.ts.map