import type { AuditResult } from '../../audit/audit.ts';
import type { ItemState } from '../../audit/checklist-states.ts';
/** The result as one line of JSON; places count lines and columns from 1. */
export declare function auditJson(result: AuditResult, checklist: readonly ItemState[]): string;
//# sourceMappingURL=json.d.ts.map