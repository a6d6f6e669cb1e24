import type { Rule } from '../../audit/rule.ts';
/** Every rule that Ninefold brings. */
export declare const allRules: readonly Rule[];
//# sourceMappingURL=all.d.ts.map