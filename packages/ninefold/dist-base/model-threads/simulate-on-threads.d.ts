import type { SimulationOptions, SimulationRun } from '../model/simulate.ts';
export interface ThreadedSimulation extends SimulationOptions {
    /** Threads at most, one a core as a rule; each gets a year at least. */
    readonly threads: number;
}
/**
 * Simulates on several threads at once, each with its share of the years and a seed of its own. The
 * same seed and number of threads give the same result.
 *
 * @throws the reason of the signal, once all threads have ended
 */
export declare function simulateOnThreads({ threads, ...options }: ThreadedSimulation, signal?: AbortSignal): Promise<SimulationRun>;
//# sourceMappingURL=simulate-on-threads.d.ts.map