import type { Operation, TrialRecord } from './history.ts';
export interface ExactlyOnceFindings {
    /** Ids stored more than once, and how often; whatever the client was told. */
    readonly twice: readonly {
        readonly id: string;
        readonly times: number;
    }[];
    /** Operations that the client was told had certainly not happened, and that are stored. */
    readonly refusedButApplied: readonly Operation[];
}
/**
 * Nothing twice: no id may be stored more than once, not even one whose outcome was unknown. And
 * a certain failure must be one: a `failed` operation that is stored means that the service said
 * no and did it all the same, so a client that tries again does it twice.
 */
export declare function checkExactlyOnce(record: TrialRecord): ExactlyOnceFindings;
//# sourceMappingURL=exactly-once.d.ts.map