/** What a report.json of `ninefold prove` shows, as far as the checklist asks. */
export interface ProofReport {
    readonly file: string;
    /** ISO 8601. */
    readonly startedAt: string;
    readonly faults: readonly {
        readonly fault: string;
        readonly rows: readonly {
            readonly name: string;
            readonly title: string;
            readonly ruling: string;
            readonly measured: string;
        }[];
    }[];
}
/** Reads a report; undefined when it is none, or of another version. */
export declare function parseProof(file: string, text: string): ProofReport | undefined;
//# sourceMappingURL=proof-report.d.ts.map