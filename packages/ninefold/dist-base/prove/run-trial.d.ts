import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { Contract, FaultSpec } from '../contract/contract.ts';
import type { Grant, TrialRecord, WriterObservation } from '../history/history.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { Topology } from '../topology/topology.ts';
import type { Workload } from '../workload/workload.ts';
export interface TrialOptions {
    readonly contract: Contract;
    readonly fault: FaultSpec;
    /** Counts from 1 within the fault. */
    readonly trial: number;
    readonly topology: Topology;
    readonly workload: Workload;
    readonly clock: Clock;
    readonly random: Random;
    readonly signal: AbortSignal;
    readonly onEvent: (event: TopologyEvent) => void;
    readonly onCounters: (counters: ReturnType<Workload['counters']>) => void;
    /** What was observed since the last call; the trial takes it at its end. */
    readonly takeEvents: () => readonly TopologyEvent[];
    readonly takeWriters: () => readonly WriterObservation[];
    /** Every grant of the run so far. */
    readonly grants: () => readonly Grant[];
}
/**
 * One trial: load, break, wait until clients are served again and everything is healed, stop, and
 * look for every write.
 *
 * @throws EnvironmentError when the system is not well before the fault, or the fault can't be
 * injected here; a system that does not recover is no error but a broken trial
 */
export declare function runTrial(options: TrialOptions): Promise<TrialRecord>;
//# sourceMappingURL=run-trial.d.ts.map