import type { FaultVerdict, TrialVerdict } from '../../history/verdict.ts';
import type { ReportData } from '../report-data.ts';
import type { Markup } from './markup.ts';
/** All about one fault: figures, the spread of its RTO, what did not hold, every trial. */
export declare function faultSection(fault: FaultVerdict, id: string, data: ReportData, pictured: ReadonlySet<TrialVerdict>): Markup;
export declare function choosePictures({ verdict }: ReportData): Set<TrialVerdict>;
//# sourceMappingURL=fault-section.d.ts.map