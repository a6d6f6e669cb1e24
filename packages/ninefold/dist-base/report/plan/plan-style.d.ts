/** What the plan's page needs beside the report's style sheet; colours are those of its palette. */
export declare const PLAN_STYLE: string;
//# sourceMappingURL=plan-style.d.ts.map