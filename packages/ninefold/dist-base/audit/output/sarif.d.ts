import type { AuditResult } from '../../audit/audit.ts';
import type { Rule } from '../../audit/rule.ts';
/**
 * SARIF 2.1.0 (OASIS). Ignored findings are there as suppressed; files that could not be read are
 * notifications of the run.
 */
export declare function auditSarif(result: AuditResult, rules: readonly Rule[], version: string): string;
//# sourceMappingURL=sarif.d.ts.map