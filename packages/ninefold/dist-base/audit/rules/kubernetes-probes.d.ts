import type { Rule } from '../../audit/rule.ts';
export declare const probeRules: readonly Rule[];
//# sourceMappingURL=kubernetes-probes.d.ts.map