import type { Random } from '../../clock/random.ts';
import type { EventQueue } from './event-queue.ts';
/** How badly messages fare (ratios of the messages sent). */
export interface Weather {
    readonly loss: number;
    readonly duplication: number;
    readonly delay: number;
    /** Commands whose carrying out fails. */
    readonly failure: number;
}
/** Links between numbered nodes, which can be cut, and messages over them. */
export declare class Network {
    #private;
    weather: Weather;
    constructor(queue: EventQueue, random: Random, nodes: number);
    isCut(a: number, b: number): boolean;
    setCut(a: number, b: number, cut: boolean): void;
    heal(): void;
    /** Delivers once, twice, late or never. */
    send(from: number, to: number, arrive: () => void): void;
    /** Whether carrying out a command fails, by chance. */
    fails(): boolean;
}
//# sourceMappingURL=network.d.ts.map