/** The report's only style sheet. Colours are named for what they mean, see {@link Palette}. */
export declare const STYLE: string;
//# sourceMappingURL=style.d.ts.map