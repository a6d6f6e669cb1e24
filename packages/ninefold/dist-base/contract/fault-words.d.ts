import type { Mistake, Span } from './mistake.ts';
/** One word of a fault sentence, and where it stands. A comma and `[...]` are words of their own. */
export interface Word extends Span {
    readonly text: string;
}
/** The words of a sentence. Takes any text, and loses none of it but the spaces. */
export declare function wordsOf(sentence: string): readonly Word[];
/** The steps of a sentence: its words between each `, then`; the comma may be left out. */
export declare function wordsOfSteps(sentence: string): {
    steps: Word[][];
    mistakes: Mistake[];
};
/** Where a run of words stands, from the first to the end of the last. */
export declare function spanOf(words: readonly Word[]): Span;
//# sourceMappingURL=fault-words.d.ts.map