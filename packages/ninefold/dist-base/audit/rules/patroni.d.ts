import type { Rule } from '../../audit/rule.ts';
/** `2GB`, `64MB`, or a bare number of the unit that the parameter has. */
export declare function memoryOf(value: unknown, bareUnit: number): number | undefined;
export declare const patroniRules: readonly Rule[];
//# sourceMappingURL=patroni.d.ts.map