import type { Contract } from '../contract/contract.ts';
import type { Measured } from '../model/measured.ts';
/** What reports of `ninefold prove` measured, and a line on each. */
export interface MeasuredReports {
    readonly measured: Measured;
    readonly reports: readonly string[];
}
/**
 * Reads `report.json` files of `ninefold prove` and `incidents.json` of `ninefold postmortem`. Of
 * several reports that measured a tier, the slowest median and the worst count; of several lists of
 * incidents the last.
 *
 * @throws BadInputError for a file that is no report, or one of another service
 */
export declare function readMeasured(paths: readonly string[], contract: Contract): MeasuredReports;
//# sourceMappingURL=read-measured.d.ts.map