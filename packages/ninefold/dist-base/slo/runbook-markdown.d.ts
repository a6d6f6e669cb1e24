import type { Alert } from './alert.ts';
/** A runbook as Markdown. */
export declare function runbookMarkdown({ runbook, expr, forMs }: Alert): string;
//# sourceMappingURL=runbook-markdown.d.ts.map