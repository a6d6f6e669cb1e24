import type { TrialRecord } from '../history/history.ts';
import type { Contract } from '../contract/contract.ts';
export interface SampleShape {
    readonly fault: string;
    readonly trial: number;
    readonly seed: number;
    /** Length of the outage (ms); 0 for none. */
    readonly outageMs: number;
    /** Acknowledged writes lost just before the fault. */
    readonly lost?: number;
    readonly operations?: number;
    readonly ratePerSecond?: number;
    /** Every operation is sent so late (ms): a void trial. */
    readonly lagMs?: number;
    readonly neverRecovers?: boolean;
}
/** A record as a real trial of that shape would leave it. */
export declare function sampleRecord(shape: SampleShape): TrialRecord;
export declare const KILL = "kill store primary";
export declare const FREEZE = "freeze store primary";
export declare const KILL_APP = "kill app";
export declare const sampleContract: Contract;
/** Everything held: kills, freezes, and app kills that clients never see. */
export declare function keptRecords(): TrialRecord[];
/** Lost writes, a trial that never recovered, and a void one. */
export declare function brokenRecords(): TrialRecord[];
//# sourceMappingURL=sample-records.test.data.d.ts.map