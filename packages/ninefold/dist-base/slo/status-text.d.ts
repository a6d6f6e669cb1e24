import type { TerminalOptions } from '../report/terminal.ts';
import type { ObjectiveStatus } from './status.ts';
/** All that `ninefold status` says. */
export interface Status {
    readonly service: string;
    /** Where the figures are from, in words. */
    readonly source: string;
    /** Wall time (ISO 8601). */
    readonly at: string;
    readonly objectives: readonly ObjectiveStatus[];
}
/**
 * The budgets for people.
 *
 * @param showInstant wall time (ms) to text
 */
export declare function renderStatus(status: Status, options: TerminalOptions, showInstant: (wallMs: number) => string): string;
//# sourceMappingURL=status-text.d.ts.map