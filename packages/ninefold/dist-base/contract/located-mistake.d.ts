import type { Mistake } from './mistake.ts';
import type { PathStep } from './plain-data.ts';
/** A mistake and the place in the contract it is about: the value there, or its key. */
export interface LocatedMistake {
    readonly path: readonly PathStep[];
    readonly at: 'key' | 'value';
    readonly mistake: Mistake;
}
/** A mistake at the value under a path. */
export declare function at(path: readonly PathStep[], message: string, expected: string, nearest?: string): LocatedMistake;
//# sourceMappingURL=located-mistake.d.ts.map