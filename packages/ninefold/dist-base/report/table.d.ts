/** A cell's text, and how to paint it once it is padded; painting must not change its width. */
export interface Cell {
    readonly text: string;
    readonly paint?: (text: string) => string;
}
/**
 * Columns with two spaces between them and one rule under the headings. The columns share `width`
 * characters: the widest are narrowed first, and their text wraps at words.
 */
export declare function renderTable(headings: readonly string[], rows: readonly (readonly Cell[])[], width: number): string[];
/** Breaks at spaces; a word longer than the width is cut. */
export declare function wrap(text: string, width: number): string[];
//# sourceMappingURL=table.d.ts.map