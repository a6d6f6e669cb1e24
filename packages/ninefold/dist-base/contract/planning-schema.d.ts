import { z } from 'zod';
import type { Assumptions, Prices } from './planning.ts';
/** `assumptions:`; everything but `host` is for `ninefold plan` alone. */
export declare const assumptions: z.ZodType<WrittenAssumptions>;
/** `prices:`, for the cheapest change that reaches the promise. */
export declare const prices: z.ZodType<Prices>;
/** As it is written: durations in ms, without the suffix. */
export interface WrittenAssumptions {
    readonly host: {
        readonly mtbf: number;
        readonly mttr: number;
    };
    readonly zone?: (WrittenFailure & {
        readonly count?: number | undefined;
    }) | undefined;
    readonly region?: (WrittenFailure & {
        readonly failover?: number | undefined;
    }) | undefined;
    readonly deploy?: {
        readonly every?: number | undefined;
        readonly failures?: number | undefined;
        readonly mttr?: number | undefined;
    } | undefined;
    readonly configuration?: WrittenFailure | undefined;
    readonly human?: WrittenFailure | undefined;
    readonly maintenance?: {
        readonly every: number;
        readonly lasts: number;
    } | undefined;
    readonly failover?: {
        readonly coverage?: number | undefined;
        readonly success?: number | undefined;
        readonly promote?: number | undefined;
        readonly manual?: number | undefined;
        readonly lag?: number | undefined;
    } | undefined;
    readonly commonCause?: number | undefined;
    readonly repairCrews?: number | undefined;
    readonly repair?: Assumptions['repair'] | undefined;
    readonly app?: {
        readonly needed?: number | undefined;
    } | undefined;
    readonly balancer?: {
        readonly members?: number | undefined;
        readonly failover?: number | undefined;
    } | undefined;
    readonly call?: {
        readonly mttr?: number | undefined;
        readonly correlated?: number | undefined;
    } | undefined;
}
interface WrittenFailure {
    readonly mtbf?: number | undefined;
    readonly mttr?: number | undefined;
}
/** What was written, with units in the names; what was not stays absent. */
export declare function assumptionsOf(written: WrittenAssumptions): Assumptions;
export {};
//# sourceMappingURL=planning-schema.d.ts.map