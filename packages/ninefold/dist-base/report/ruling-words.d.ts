import type { Ruling } from '../history/verdict.ts';
/** The sign of a ruling, so that colour is never the only difference. */
export declare const SIGNS: Readonly<Record<Ruling, string>>;
/** `98 ms before the fault`, `at the fault`, `1.2 s after the fault` */
export declare function relative(afterFaultMs: number): string;
//# sourceMappingURL=ruling-words.d.ts.map