import type { Edit, Part, PartKind, Step } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
/** Where a key and its value stand; a value without a key of its own is its own key. */
export interface Spot {
    readonly key: readonly [offset: number, length: number];
    readonly value: readonly [offset: number, length: number];
}
/** A part of a format of lines: data, and the spot of each path, joined by spaces. */
export declare function placedPart(kind: PartKind, file: string, text: string, data: unknown, spots: ReadonlyMap<string, Spot>, lines: Lines, edit?: (path: readonly Step[], value: string) => Edit | undefined): Part;
//# sourceMappingURL=placed.d.ts.map