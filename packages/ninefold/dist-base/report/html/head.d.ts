import type { Markup } from './markup.ts';
/** The head of a page that is whole in itself and may load and run nothing. */
export declare function head(title: string, furtherStyle?: string): Markup;
//# sourceMappingURL=head.d.ts.map