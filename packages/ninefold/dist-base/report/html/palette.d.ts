/** The colours of one scheme, by what they mean. */
export interface Palette {
    readonly paper: string;
    readonly panel: string;
    readonly ink: string;
    readonly muted: string;
    readonly rule: string;
    /** Successful operations, and links. */
    readonly ok: string;
    readonly kept: string;
    readonly broken: string;
    readonly void: string;
    readonly keptTint: string;
    readonly brokenTint: string;
    readonly voidTint: string;
    /** The stretch from the fault to the first success. */
    readonly outage: string;
}
export declare const LIGHT: Palette;
export declare const DARK: Palette;
/** Text on background: each needs a contrast of 4.5 (WCAG 2.2, 1.4.3). */
export declare const TEXT_PAIRS: readonly (readonly [keyof Palette, keyof Palette])[];
//# sourceMappingURL=palette.d.ts.map