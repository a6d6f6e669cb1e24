import type { Rule } from '../../audit/rule.ts';
export declare const haproxyRules: readonly Rule[];
//# sourceMappingURL=haproxy.d.ts.map