import type { CompiledDesign } from './compiled-design.ts';
import type { RandomStream } from './random-stream.ts';
/**
 * The state of a system that fails and is repaired. Whoever drives it decides when what fails; it
 * knows what follows: who is left, who takes over and for how long service stops, when repairs end.
 * Typed arrays throughout; nothing is allocated once it is built.
 */
export declare class SimulatedSystem {
    #private;
    readonly design: CompiledDesign;
    readonly random: RandomStream;
    readonly isDown: Uint8Array;
    /** Repairs under way: unit, and the hour at which it ends. */
    readonly repairing: Int32Array;
    readonly repairedAt: Float64Array;
    repairs: number;
    unitsDown: number;
    /** Tiers with fewer members than they need. */
    tiersDown: number;
    /** Until when a switch-over stops service (hours). */
    stoppedUntil: number;
    switchOvers: number;
    manualRecoveries: number;
    /** Losses of writes by switch-overs, each as the hours before it. */
    onLoss: ((hours: number) => void) | undefined;
    /** Decides whether a switch-over works, in place of its coverage alone: see rare-outages.ts. */
    bias: ((coverage: number) => boolean) | undefined;
    constructor(design: CompiledDesign, random: RandomStream);
    /** Everything is up; which member is active in each tier is left to chance. Only when nothing is down. */
    renew(): void;
    /** A unit by its failure rate, up or down. */
    chooseUnit(): number;
    /** A unit that was up fails at this hour. */
    fail(unit: number, now: number): void;
    /** The repair in this slot ends. */
    repair(slot: number, now: number): void;
}
//# sourceMappingURL=simulated-system.d.ts.map