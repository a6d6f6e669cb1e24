import { z } from 'zod';
import type { WrittenContract, WrittenPromise, WrittenAvailability, WrittenApp, WrittenStore, WrittenFailover, WrittenBalancer, WrittenWorkload, WrittenProof } from './written.ts';
export declare const availability: z.ZodType<WrittenAvailability>;
export declare const promise: z.ZodType<WrittenPromise>;
export declare const app: z.ZodType<WrittenApp>;
export declare const failover: z.ZodType<WrittenFailover>;
export declare const store: z.ZodType<WrittenStore>;
export declare const balancer: z.ZodType<WrittenBalancer>;
export declare const workload: z.ZodType<WrittenWorkload>;
export declare const proof: z.ZodType<WrittenProof>;
/** The whole contract: parsing, and the JSON Schema that editors are given, come from this. */
export declare const contractSchema: z.ZodType<WrittenContract>;
//# sourceMappingURL=schema.d.ts.map