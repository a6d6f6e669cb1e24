import type { ParseResult } from '../contract/parse-contract.ts';
/** What came of changing a contract; `mistake` when the setting itself can't be read. */
export type WhatIf = ParseResult | {
    readonly ok: false;
    readonly mistake: string;
};
/**
 * The contract with some values changed: `stores.orders.members=5`, `assumptions.host.mttr=10m`. Paths
 * and values are those of the file, so each is checked as if it stood there; problems point into the
 * changed text, which is given back by {@link textWith}.
 *
 * @param file how problems name the file
 */
export declare function whatIf(text: string, file: string, settings: readonly string[]): WhatIf;
/** The text with the settings in it. A store or promise in its short form gets its long one. */
export declare function textWith(text: string, settings: readonly string[]): {
    readonly text: string;
} | {
    readonly mistake: string;
};
//# sourceMappingURL=what-if.d.ts.map