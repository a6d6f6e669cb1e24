import type { Rule } from '../../audit/rule.ts';
export declare const composeRules: readonly Rule[];
//# sourceMappingURL=compose.d.ts.map