import type { AcknowledgedWrite } from './door.ts';
import type { EventQueue } from './event-queue.ts';
import type { SimDoor, World } from './world.ts';
/** Which invariant broke; ARCHITECTURE.md, "The failover decision". */
export interface Violation {
    readonly invariant: 'one writer' | 'nothing lost' | 'recovers' | 'no needless failover';
    readonly text: string;
    readonly atMs: number;
}
/** Sees all; keeps the first violation and, when tracing, a transcript for people. */
export declare class Witness {
    #private;
    violation: Violation | undefined;
    readonly tracing: boolean;
    readonly transcript: string[];
    readonly acknowledged: AcknowledgedWrite[];
    newestRoutedTerm: number;
    constructor(queue: EventQueue, tracing: boolean);
    /** Call only when `tracing`: the text costs more than the simulation. */
    note(text: string): void;
    accuse(invariant: Violation['invariant'], text: string): void;
    /** A client was told that its write is safe. */
    onAcknowledged(write: AcknowledgedWrite, term: number, late: boolean): void;
    /** A door was led to a primary, perhaps again. */
    onRouted(world: World, { route }: SimDoor): void;
    /** Synchronous: whoever is primary holds every acknowledged write. */
    checkNothingLost(world: World, primary: number): void;
}
//# sourceMappingURL=witness.d.ts.map