import type { Rule } from '../../audit/rule.ts';
export declare const kafkaRules: readonly Rule[];
//# sourceMappingURL=kafka.d.ts.map