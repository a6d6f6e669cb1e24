import type { FaultSpec } from '../contract/contract.ts';
import { type InjectionSurroundings } from '../faults/prepare-step.ts';
import type { TopologyEvent } from '../ports/events.ts';
/** A fault that was injected. */
export interface InjectedFault {
    /** The instant just before its last step (ms, monotonic). */
    readonly faultAtMs: number;
    /** The instant just before each of its steps, in their order. */
    readonly instantsMs: readonly number[];
    /** Resolves when every step that lasts for a time is healed. */
    readonly over: Promise<void>;
    /** Some members stay down until it is healed: clients can be served, but not every member well. */
    readonly staysDown: boolean;
    /** Undoes every step at once; safe to call at any moment, more than once. */
    heal(): Promise<void>;
}
/**
 * Injects a fault, step by step.
 *
 * @param onHealer told at once how to undo what was done so far, should the injection itself fail
 * @throws what prepareStep throws; DeadlineError when a step does not come into force
 */
export declare function injectFault(fault: FaultSpec, surroundings: InjectionSurroundings, onEvent: (event: TopologyEvent) => void, onHealer: (heal: () => Promise<void>) => void): Promise<InjectedFault>;
//# sourceMappingURL=inject-fault.d.ts.map