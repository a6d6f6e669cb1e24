import type { Clock } from '../clock/clock.ts';
import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
import type { ProgressSignal } from '../report/progress/progress.ts';
export interface ProveOptions {
    readonly contract: Contract;
    /** The contract's folder. */
    readonly directory: string;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    /**
     * Where the members' logs are kept when they have ended, in a folder for each topology booted,
     * counted from 1; absent: they go with the run.
     */
    readonly logFolder?: string;
    readonly onProgress: (signal: ProgressSignal) => void;
}
export interface Proof {
    readonly records: readonly TrialRecord[];
    /** Faults that can't be injected here, with the reason. */
    readonly unsupported: readonly {
        readonly fault: string;
        readonly reason: string;
    }[];
    readonly engineVersion: string | undefined;
    /** Memory of all members together, shared pages counted once (bytes). */
    readonly memoryBytes: number;
    readonly bootMs: number;
}
/**
 * Boots the topology, breaks it as often as the contract asks, and brings back what was recorded.
 * Whatever happens, nothing is left running.
 *
 * @throws EnvironmentError when a member can't start or the system is not well before a fault
 */
export declare function prove(options: ProveOptions): Promise<Proof>;
//# sourceMappingURL=prove.d.ts.map