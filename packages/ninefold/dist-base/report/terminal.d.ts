import type { FaultVerdict, Verdict } from '../history/verdict.ts';
export interface TerminalOptions {
    /** Off for a pipe, a file, or when NO_COLOR is set: the caller decides. */
    readonly color: boolean;
    /** Columns of the terminal; lines are at most this long, and never longer than 110. */
    readonly width: number;
}
/** The verdict as it is printed at the end of a run, without a final line break. */
export declare function renderTerminal(verdict: Verdict, options: TerminalOptions): string;
/** A fault's trials in one line. */
export declare function faultLine(fault: FaultVerdict): string;
//# sourceMappingURL=terminal.d.ts.map