import type { AuditResult } from '../../audit/audit.ts';
import type { ItemState } from '../../audit/checklist-states.ts';
/** Markdown for a pull request or a wiki: a table of findings, then the checklist. */
export declare function auditMarkdown(result: AuditResult, states: readonly ItemState[]): string;
/** One self-contained page without scripts. All text in it is escaped. */
export declare function auditHtml(result: AuditResult, states: readonly ItemState[]): string;
/** A badge (SVG): how many of the twenty-four items are kept. Broken ones make it red. */
export declare function auditBadge(states: readonly ItemState[]): string;
/** The checklist for a terminal: each item, its state and the evidence. */
export declare function renderChecklist(states: readonly ItemState[]): string;
//# sourceMappingURL=documents.d.ts.map