import type { PromiseRow, Ruling } from '../../history/verdict.ts';
import type { Markup } from './markup.ts';
/** The table promise x measured x verdict. */
export declare function promiseTable(rows: readonly PromiseRow[], caption: string): Markup;
/** A ruling in its colour, with its sign and its word. */
export declare function badge(ruling: Ruling): Markup;
export declare function className(ruling: Ruling): string;
export declare function reasonList(reasons: readonly string[]): Markup | undefined;
export declare function paragraphs(sentences: readonly string[], otherwise: string): Markup;
//# sourceMappingURL=rulings.d.ts.map