import type { Span } from './mistake.ts';
/** A step from a mapping (its key) or a list (an index) to what it holds. */
export type PathStep = string | number;
/** A mistake of the YAML itself, apart from what it says. */
export interface SourceMistake {
    readonly span: Span;
    readonly path: readonly PathStep[];
    readonly message: string;
    readonly expected: string;
}
/**
 * Nodes as plain data: mappings become objects without prototype, aliases what they stand for. Of
 * a key that is there twice the first counts. `data` is undefined when a limit was met: 32 levels,
 * 20,000 nodes (each use of an alias counts), so that neither a bomb of aliases nor one that holds
 * itself takes time.
 */
export declare function plainData(contents: unknown): {
    readonly data: unknown;
    readonly mistakes: readonly SourceMistake[];
};
/** A key as text; undefined when it is a list, a mapping or an alias. */
export declare function keyText(key: unknown): string | undefined;
/** Where a node stands in the text, without what follows it. */
export declare function spanOfNode(node: unknown): Span;
//# sourceMappingURL=plain-data.d.ts.map