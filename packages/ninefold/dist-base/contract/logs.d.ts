import { z } from 'zod';
/** A log of events: a Kafka cluster (KRaft). */
export interface LogSpec {
    readonly name: string;
    /** Default 3. */
    readonly brokers: number;
    /** Of the metadata quorum, an odd number. Default 3. */
    readonly controllers: number;
    /** Brokers that may be lost at once without stopping a write. Default 1. */
    readonly mayFail: number;
    /** A broker each, by address or host name; empty when the contract names none. */
    readonly hosts: readonly string[];
    /** A controller each; empty when the contract names none. */
    readonly controllerHosts: readonly string[];
    /** Zones, dealt to the brokers in turn; empty: not known. */
    readonly racks: readonly string[];
    readonly topics: readonly TopicSpec[];
}
export interface TopicSpec {
    readonly name: string;
    /** Default 12. */
    readonly partitions: number;
    /** How long events are kept (ms). Default 7 d. */
    readonly retentionMs: number;
}
/** As it is written. */
export interface WrittenLog {
    readonly brokers?: number | undefined;
    readonly controllers?: number | undefined;
    readonly mayFail: number;
    readonly hosts?: string[] | undefined;
    readonly controllerHosts?: string[] | undefined;
    readonly racks: string[];
    readonly topics: Record<string, WrittenTopic>;
}
export interface WrittenTopic {
    readonly partitions: number;
    readonly retention: number;
}
/** `logs:`, by name. */
export declare const logs: z.ZodType<Record<string, WrittenLog | 'kafka'>>;
/** Completes what a contract says of its logs. */
export declare function logsOf(written: Readonly<Record<string, WrittenLog | 'kafka'>>): LogSpec[];
//# sourceMappingURL=logs.d.ts.map