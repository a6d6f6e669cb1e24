import type { Contract } from '../../contract/contract.ts';
import type { CapacityAnswer } from '../../model/capacity/capacity.ts';
import type { Demand } from '../../model/capacity/replicas-for.ts';
export interface CapacityReport {
    readonly contract: Contract;
    readonly demand?: Demand;
    readonly answer: CapacityAnswer;
    /** Where measurements are from; absent: none were given. */
    readonly source?: string;
    /** The day of the report, such as `2026-11-24`. */
    readonly today: string;
    /** An instant since the Unix epoch (ms) as a day. */
    readonly dayOf: (ms: number) => string;
}
/** The quarterly report: what the replicas carry, how far the system scales, and for how long. */
export declare function renderCapacityMarkdown(report: CapacityReport): string;
//# sourceMappingURL=capacity-markdown.d.ts.map