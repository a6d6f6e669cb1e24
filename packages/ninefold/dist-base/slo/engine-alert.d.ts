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
/** An alert of an engine, with its runbook. */
export declare function engineAlert(words: EngineAlertWords): Alert;
/** How many series match, 0 when none does: a count that is absent would hide the worst case. */
export declare function countOf(condition: string): string;
export declare const minuteMs = 60000;
//# sourceMappingURL=engine-alert.d.ts.map