/** What is wrong with one value, in words for a newcomer; it has no position of its own yet. */
export interface Mistake {
    /** What is wrong, without a final period. */
    readonly message: string;
    /** What would be right. */
    readonly expected: string;
    /** The nearest thing that would be right. */
    readonly nearest?: string;
    /** The part of the text that is wrong, when the value is text; absent: all of it. */
    readonly span?: Span;
}
export interface Span {
    readonly offset: number;
    readonly length: number;
}
/** What a parser of one value gives: never an exception. */
export type Parsed<T> = {
    readonly ok: true;
    readonly value: T;
} | {
    readonly ok: false;
    readonly mistakes: Mistake[];
};
/** The value was right. */
export declare function right<T>(value: T): Parsed<T>;
/** The value was wrong, for one reason. */
export declare function wrong(message: string, expected: string, nearest?: string): {
    readonly ok: false;
    readonly mistakes: Mistake[];
};
/** A mistake whose optional parts may be unknown. */
export declare function mistake(message: string, expected: string, nearest?: string, span?: Span): Mistake;
/** A value as a message names it: short, and on one line. */
export declare function shown(value: unknown): string;
//# sourceMappingURL=mistake.d.ts.map