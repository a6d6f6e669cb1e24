import type { ServicePromise } from '../contract/contract.ts';
import type { TrialRecord } from './history.ts';
import type { RpoMeasure } from './rpo.ts';
import type { RtoMeasure } from './rto.ts';
import type { SplitBrainFinding } from './split-brain.ts';
import type { TrialVerdict } from './verdict.ts';
/**
 * Measures one trial and rules on it. Availability and latency are not ruled here: they are
 * promised over a window, see {@link extrapolate}.
 */
export declare function judgeTrial(promise: ServicePromise, record: TrialRecord): TrialVerdict;
/** Why a trial breaks the promised RTO; empty when it does not. */
export declare function rtoBreaches(promise: ServicePromise, rto: RtoMeasure): string[];
/** Why a trial breaks the promised RPO, or can't tell; empty when it does neither. */
export declare function rpoBreaches(promise: ServicePromise, { faultAtMs }: Pick<TrialRecord, 'faultAtMs'>, rpo: RpoMeasure, rto: RtoMeasure): string[];
export declare function splitBrainSentence(finding: SplitBrainFinding): string;
//# sourceMappingURL=judge-trial.d.ts.map