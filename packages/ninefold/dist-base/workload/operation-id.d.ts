/**
 * Checks a run id: what keeps apart the operations of runs that share a store. Letters, digits,
 * `-` and `_` only, so that an id means the same in a URL, a header, JSON and SQL.
 *
 * @throws TypeError when it is empty, longer than 40 or holds anything else
 */
export declare function assertRunId(runId: string): void;
/** The id of the operation with this number; numbers go on counting through all trials of a run. */
export declare function operationId(runId: string, sequence: number): string;
//# sourceMappingURL=operation-id.d.ts.map