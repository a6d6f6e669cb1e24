import { z } from 'zod';
/** The keys a mapping may have at a path, or none where no mapping of fixed keys belongs. */
export declare function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[];
/** The parts of a mapping that are right on their own; a part that is wrong or missing is absent. */
export declare function readableParts<T extends object>(schema: z.ZodType<T>, value: unknown): Partial<T>;
/** Whether a value has keys. */
export declare function isMapping(value: unknown): value is Readonly<Record<string, unknown>>;
//# sourceMappingURL=schema-walk.d.ts.map