import type { AuditResult } from '../../audit/audit.ts';
/** Findings for people: the place, what, why with the numbers, and the fix. */
export declare function renderAudit(result: AuditResult, style: {
    readonly color: boolean;
    readonly width: number;
}): string;
/** One line: how many of each severity, and in how much. */
export declare function summary({ findings, ignored, known, unread, parts }: AuditResult): string;
//# sourceMappingURL=terminal.d.ts.map