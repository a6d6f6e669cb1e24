import type { Rule } from '../../audit/rule.ts';
export declare const callRules: readonly Rule[];
//# sourceMappingURL=calls.d.ts.map