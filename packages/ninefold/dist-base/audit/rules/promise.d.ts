import type { Rule } from '../../audit/rule.ts';
/** Rules over the promise itself; they stand at the first file, as the facts have no place in one. */
export declare const promiseRules: readonly Rule[];
//# sourceMappingURL=promise.d.ts.map