/** One mistake in a file, with its position: what a compiler would say about it. */
export interface Problem {
    /** The file as it was named to the parser. */
    readonly file: string;
    /** Counted from 1. */
    readonly line: number;
    /** Counted from 1, in UTF-16 code units. */
    readonly column: number;
    /** Where it is in the contract, such as `promise.rto` or `proof.faults[2]`; may be empty. */
    readonly path: string;
    /** The offending text, its first line at most; may be empty. */
    readonly found: string;
    /** What is wrong, without a final period. */
    readonly message: string;
    /** What would be right. */
    readonly expected: string;
    /** The nearest thing that would be right. */
    readonly nearest?: string;
}
/**
 * A problem for a terminal: `file:line:column: message; expected ...; did you mean "..."?`, then the
 * line of `text` it is in, with carets under what is wrong. Control characters are not passed on.
 *
 * @param text the whole text of the file
 */
export declare function formatProblem(problem: Problem, text: string): string;
//# sourceMappingURL=problem.d.ts.map