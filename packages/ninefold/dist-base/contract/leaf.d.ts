import { z } from 'zod';
import type { Mistake, Parsed } from './mistake.ts';
/** What an editor is told about a value: a JSON Schema. */
export type EditorSchema = Readonly<Record<string, unknown>>;
/** A value read by a parser of our own: zod carries its mistakes, `editor` describes it. */
export declare function leaf<T>(parse: (value: unknown) => Parsed<T>, editor: EditorSchema): z.ZodType<T>;
/** The mistake that an issue of a leaf carries. */
export declare function mistakeOf(issue: z.core.$ZodIssue): Mistake | undefined;
/** One of some words. */
export declare function oneOf<const T extends string>(words: readonly T[], what: string): z.ZodType<T>;
/** A whole number from `least` to `most`. */
export declare function wholeNumber(least: number, most: number): z.ZodType<number>;
/** A text that matches a pattern; `what` names it and `expected` describes it. */
export declare function text(pattern: RegExp, what: string, expected: string, suggest?: (value: string) => string | undefined): z.ZodType<string>;
/** A mapping whose keys are names the user chose. Wrong names do not hide wrong values. */
export declare function named<T>(value: z.ZodType<T>, pattern: RegExp, what: string, expected: string): z.ZodType<Record<string, T>>;
/** What tells a name that may stand in a mapping from one that may not. */
export type ParseName = (name: string) => Parsed<string>;
/** How the names of a mapping are told, when it is those that are wrong. */
export declare function parseNameOf(issue: z.core.$ZodIssue): ParseName | undefined;
/** The name in lower case and without other characters, when that is all that was wrong. */
export declare function namedLike(pattern: RegExp, joint?: string): (value: string) => string | undefined;
//# sourceMappingURL=leaf.d.ts.map