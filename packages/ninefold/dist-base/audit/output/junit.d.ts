import type { AuditResult } from '../../audit/audit.ts';
import type { Rule } from '../../audit/rule.ts';
/** JUnit XML: one case a rule; each finding of it is a failure, so that a CI system shows what is new. */
export declare function auditJunit(result: AuditResult, rules: readonly Rule[]): string;
//# sourceMappingURL=junit.d.ts.map