import type { Rule } from '../../audit/rule.ts';
export declare const scaleRules: readonly Rule[];
//# sourceMappingURL=kubernetes-scale.d.ts.map