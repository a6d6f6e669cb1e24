import type { Word } from './fault-words.ts';
import type { Mistake } from './mistake.ts';
/** What each verb says beside its target. `for` is always optional, the others never are. */
export declare const clausesOf: Readonly<Record<string, readonly Clause[]>>;
export type Clause = 'for' | 'by' | 'at' | 'to';
/** The numbers said: ms, bytes per second, or a ratio. */
export type ClauseValues = Partial<Record<Clause, number>>;
/** Reads `by 500ms for 2s`, in any order. */
export declare function readClauses(verb: Word, words: readonly Word[], allowed: readonly Clause[]): {
    readonly values: ClauseValues;
} | {
    readonly mistake: Mistake;
};
/** The quantity after a preposition, above 0; a duration unless it is `at` or `to`. */
export declare function readQuantity(clause: Clause, word: Word): number | Mistake;
//# sourceMappingURL=fault-clauses.d.ts.map