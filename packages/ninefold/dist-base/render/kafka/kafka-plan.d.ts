import type { Contract } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { LogSpec } from '../../contract/logs.ts';
import type { KafkaBounds, KafkaTiming } from './kafka-timing.ts';
/** A log as it is laid out: how many copies, how long everything waits, and where it runs. */
export interface KafkaPlan {
    readonly log: LogSpec;
    readonly service: string;
    /** Copies of each event. */
    readonly replicationFactor: number;
    /** Copies before a write is acknowledged. */
    readonly minInsyncReplicas: number;
    readonly timing: KafkaTiming;
    readonly bounds: KafkaBounds;
    readonly brokers: readonly KafkaNode[];
    readonly controllers: readonly KafkaNode[];
    readonly reasons: {
        readonly rto: string;
        readonly rpo: string;
        readonly mayFail: string;
    };
}
export interface KafkaNode {
    readonly id: number;
    readonly address: string;
    readonly rack?: string;
}
export type KafkaPlanResult = {
    readonly ok: true;
    readonly plan: KafkaPlan;
    readonly notes: readonly string[];
} | {
    readonly ok: false;
    readonly mistakes: readonly LocatedMistake[];
};
/** Where clients connect, where controllers talk, and brokers among themselves. */
export declare const kafkaPorts: {
    readonly clients: 9092;
    readonly controllers: 9093;
    readonly brokers: 9094;
};
/**
 * Copies. So that a write stays possible with `mayFail` brokers lost, there are `mayFail` more copies
 * than a write waits for. With RPO 0 a write waits for `mayFail + 1`: one is left whichever are lost.
 * A larger RPO waits for 2: one broker's loss still loses nothing.
 */
export declare function copiesFor(mayFail: number, rpoMs: number): {
    readonly replicationFactor: number;
    readonly minInsyncReplicas: number;
};
/** How a log of the contract is laid out, or why it can't keep the promise. */
export declare function kafkaPlanOf(contract: Contract, log: LogSpec): KafkaPlanResult;
//# sourceMappingURL=kafka-plan.d.ts.map