import type { Edit } from './part.ts';
import type { Finding } from './rule.ts';
/**
 * The edits of findings, by file and in order, each place once: of two that touch the same text the
 * first counts, so that each can be looked at again after it.
 */
export declare function editsOf(findings: readonly Finding[]): ReadonlyMap<string, readonly Edit[]>;
/** The text with its edits, which don't overlap and are in order. Everything else stays as it is. */
export declare function applyEdits(text: string, edits: readonly Edit[]): string;
//# sourceMappingURL=fixes.d.ts.map