import type { Rule } from '../../audit/rule.ts';
export declare const wiringRules: readonly Rule[];
//# sourceMappingURL=kubernetes-wiring.d.ts.map