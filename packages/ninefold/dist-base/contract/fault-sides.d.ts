import type { PartitionSide, Target } from './contract.ts';
import type { Word } from './fault-words.ts';
import type { Mistake } from './mistake.ts';
/**
 * Reads `from etcd and standbys` among the words after a target.
 *
 * @returns the sides, absent when it is not said, and the other words; or what is wrong
 */
export declare function readSides(verb: Word, target: Target, words: readonly Word[]): {
    from?: readonly PartitionSide[];
    rest: readonly Word[];
} | {
    readonly mistake: Mistake;
};
//# sourceMappingURL=fault-sides.d.ts.map