import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { FaultStep } from '../contract/contract.ts';
import type { Topology } from '../topology/topology.ts';
/** A step that is ready: what can be looked up was, so that firing takes no time of the fault. */
export interface PreparedStep {
    /** Who it breaks; for the timeline. */
    readonly members: readonly string[];
    /** Injects it; resolves when it is in force. */
    fire(): Promise<void>;
    /** After so long it is healed (ms); absent: it heals by itself, or the topology heals it. */
    readonly healAfterMs?: number;
    /** What it breaks stays broken until it is healed, at the end of the trial. */
    readonly staysDown?: boolean;
    /** Undoes it. Safe to call twice, and when it was never fired. */
    heal(): Promise<void>;
}
export interface InjectionSurroundings {
    readonly topology: Topology;
    readonly clock: Clock;
    readonly random: Random;
    readonly signal: AbortSignal;
}
/** @throws EnvironmentError when there is nothing to break; UnsupportedError when it can't be here */
export declare function prepareStep(step: Exclude<FaultStep, {
    verb: 'wait';
}>, surroundings: InjectionSurroundings): PreparedStep;
//# sourceMappingURL=prepare-step.d.ts.map