import type { Clock } from '../clock/clock.ts';
import type { WorkloadClient } from './client.ts';
import type { LiveCounters } from './live-counters.ts';
import type { Recorder } from './recorder.ts';
import type { Schedule } from './schedule.ts';
/** One trial's operations being sent. */
export interface Load {
    /** Sends whatever is due by now; returns when to be called again (ms). */
    pump(): number;
    /**
     * Nothing due later than now is sent; resolves with this instant (ms) when every outcome is
     * known.
     */
    stop(): Promise<number>;
}
/**
 * Sends operations when they are due, none skipped and none put off to a new schedule: after a
 * delay all that became due meanwhile are sent, each with its own due time. One that would exceed
 * `maxInFlight` is not sent but recorded as failed with the detail `client overload`, and voids
 * the trial.
 */
export declare function startLoad(options: {
    readonly schedule: Schedule;
    readonly client: WorkloadClient;
    readonly recorder: Recorder;
    readonly counters: LiveCounters;
    readonly runId: string;
    readonly firstSequence: number;
    readonly timeoutMs: number;
    readonly maxInFlight: number;
    readonly clock: Clock;
}): Load;
//# sourceMappingURL=load.d.ts.map