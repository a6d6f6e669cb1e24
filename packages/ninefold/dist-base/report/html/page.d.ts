import type { ReportData } from '../report-data.ts';
/** report.html: one self-contained page without scripts. All text in it is escaped. */
export declare function renderHtml(data: ReportData): string;
//# sourceMappingURL=page.d.ts.map