import type { TrialRecord } from './history.ts';
/** The instants of a fault's steps (ms), ascending and never empty; the last is `faultAtMs`. */
export declare function faultInstants(record: Pick<TrialRecord, 'faultAtMs' | 'faultInstantsMs'>): readonly [number, ...number[]];
//# sourceMappingURL=fault-instants.d.ts.map