import type { FailoverConfig } from '../decide/config.ts';
import type { Decider } from './agent.ts';
import type { Violation } from './witness.ts';
export interface Schedule {
    readonly seed: number;
    readonly config: FailoverConfig;
    /** The first invariant broken; undefined: all held. */
    readonly violation: Violation | undefined;
    /** Happenings of virtual time. */
    readonly happenings: number;
    /** From the end of the faults to all members healthy and a write acknowledged by each door. */
    readonly recoveredAfterMs: number | undefined;
    readonly acknowledgedWrites: number;
    readonly detections: number;
    /** One line a happening; empty unless traced. */
    readonly transcript: readonly string[];
}
export interface SimulationOptions {
    /** Makes the decider of one life of the agent. Default: `decide` itself. */
    readonly newDecider?: () => Decider;
    /** Keep the transcript. Default false. */
    readonly tracing?: boolean;
}
/** Runs one schedule of faults, all of it decided by the seed, against the failover decision. */
export declare function simulate(seed: number, options?: SimulationOptions): Schedule;
//# sourceMappingURL=simulate.d.ts.map