import type { z } from 'zod';
import type { FaultSpec } from './contract.ts';
/** A duration of at least some milliseconds. */
export declare function duration(atLeastMs?: number): z.ZodType<number>;
/** A ratio above 0. */
export declare function ratio(): z.ZodType<number>;
/** Operations per second, above 0 and at most 20,000. */
export declare function rate(): z.ZodType<number>;
/** A command as an argument array. */
export declare function command(): z.ZodType<string[]>;
/** `POST /orders`: a method and a path. */
export declare function requestLine(): z.ZodType<{
    method: string;
    path: string;
}>;
/** The methods a workload may use. */
export declare const methods: readonly ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** A value of the app's environment: text, or a number or boolean that becomes text. */
export declare function environmentValue(): z.ZodType<string>;
/** A fault in words. */
export declare function fault(): z.ZodType<FaultSpec>;
/** Any plain value, sent as JSON. */
export declare function json(): z.ZodType;
//# sourceMappingURL=values.d.ts.map