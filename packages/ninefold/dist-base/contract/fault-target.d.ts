import type { Target } from './contract.ts';
import type { Word } from './fault-words.ts';
import type { Mistake } from './mistake.ts';
/** A target and how many words named it, or what is wrong with the words. */
export type TargetReading = {
    readonly ok: true;
    readonly target: Target;
    readonly wordCount: number;
} | {
    readonly ok: false;
    readonly mistake: Mistake;
};
/** Reads the target that the words begin with. `step` are all words of the step, for positions. */
export declare function readTarget(words: readonly Word[], step: readonly Word[]): TargetReading;
/** Words that a fault could not tell from the name of a store. */
export declare const reservedWords: ReadonlySet<string>;
//# sourceMappingURL=fault-target.d.ts.map