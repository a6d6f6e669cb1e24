/** HTML or SVG source that is safe to insert as it is: made only by {@link html}. */
export interface Markup {
    readonly source: string;
}
type Value = string | number | undefined | Markup | readonly Markup[];
/**
 * A template for HTML and inline SVG. Texts are escaped for elements and for quoted attributes,
 * markup and lists of it are inserted, `undefined` is nothing.
 */
export declare function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup;
export {};
//# sourceMappingURL=markup.d.ts.map