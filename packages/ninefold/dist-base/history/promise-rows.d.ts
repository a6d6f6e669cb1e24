import type { ServicePromise } from '../contract/contract.ts';
import type { Extrapolation } from './extrapolation.ts';
import type { RtoMeasure } from './rto.ts';
import type { PromiseRow, TrialVerdict } from './verdict.ts';
/** One reading of the bad operations as they were seen, one with every late one taken as bad. */
export interface Readings {
    readonly asSeen: Extrapolation;
    readonly atWorst: Extrapolation;
}
/** The table promise x measured x verdict, for any set of trials. */
export declare function promiseRows(promise: ServicePromise, trials: readonly TrialVerdict[], availability: Readings, latency: Readings | undefined): PromiseRow[];
/** Over all of these trials. */
export declare function worstWait(trials: readonly TrialVerdict[]): Pick<RtoMeasure, 'seenByClients' | 'longestWaitMs'>;
//# sourceMappingURL=promise-rows.d.ts.map