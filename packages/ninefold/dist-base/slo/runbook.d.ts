/** What somebody who was woken up needs, in the order in which it is needed. */
export interface Runbook {
    /** The name of its file, unique in a contract. */
    readonly file: string;
    readonly title: string;
    /** What the alert means. */
    readonly means: string;
    /** What clients see. */
    readonly clients: string;
    readonly confirm: readonly RunbookStep[];
    readonly mend: readonly RunbookStep[];
    /** When to fail over by hand, and how; or why not. */
    readonly failover: readonly RunbookStep[];
}
export interface RunbookStep {
    readonly say: string;
    /** Commands for a shell or queries for Prometheus, a line each. */
    readonly run?: readonly string[];
}
//# sourceMappingURL=runbook.d.ts.map