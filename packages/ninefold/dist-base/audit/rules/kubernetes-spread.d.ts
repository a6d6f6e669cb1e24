import type { Rule } from '../../audit/rule.ts';
export declare const spreadRules: readonly Rule[];
//# sourceMappingURL=kubernetes-spread.d.ts.map