import type { z } from 'zod';
import type { LocatedMistake } from './located-mistake.ts';
/** What zod found wrong, in words for a newcomer. */
export declare function schemaMistakes(schema: z.ZodType, data: unknown, issues: readonly z.core.$ZodIssue[]): LocatedMistake[];
//# sourceMappingURL=schema-mistakes.d.ts.map