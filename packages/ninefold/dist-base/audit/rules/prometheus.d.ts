import type { Rule } from '../../audit/rule.ts';
export declare const prometheusRules: readonly Rule[];
//# sourceMappingURL=prometheus.d.ts.map