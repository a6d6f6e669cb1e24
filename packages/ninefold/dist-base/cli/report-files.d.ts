import type { ReportData } from '../report/report-data.ts';
/**
 * Makes the folder for reports, so that a long run does not end with nowhere to write to.
 *
 * @throws EnvironmentError when it can't be written
 */
export declare function prepareReportFolder(folder: string): void;
/**
 * Makes the folder that the members' logs are kept in, empty.
 *
 * @throws EnvironmentError when it can't be written
 */
export declare function prepareLogFolder(reportFolder: string): string;
/** Writes report.html, report.json and junit.xml, each whole or not at all; returns their paths. */
export declare function writeReports(folder: string, data: ReportData): readonly string[];
/**
 * Writes files into a folder, each whole or not at all; returns their paths.
 *
 * @throws EnvironmentError when one can't be written
 */
export declare function writeWhole(folder: string, contents: readonly (readonly [name: string, content: string])[]): readonly string[];
//# sourceMappingURL=report-files.d.ts.map