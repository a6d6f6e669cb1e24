import type { Rule } from '../../audit/rule.ts';
export declare const disruptionRules: readonly Rule[];
//# sourceMappingURL=kubernetes-disruption.d.ts.map