import type { TopologyShape } from './contract.ts';
import type { WrittenApp, WrittenAvailability, WrittenBalancer, WrittenFailover, WrittenStore, WrittenWorkload } from './written.ts';
/**
 * What can be known of a contract that may still have mistakes, so that the rules between its
 * parts are checked in the same go. Whatever is wrong on its own is absent, and its rules silent.
 */
export interface Draft {
    readonly availability: Partial<WrittenAvailability>;
    readonly rpoMs: number | undefined;
    /** Undefined when the contract has no app. */
    readonly app: Partial<WrittenApp> | undefined;
    /** By name, in the order of the file. */
    readonly stores: ReadonlyMap<string, DraftStore>;
    readonly balancer: Partial<WrittenBalancer>;
    readonly topology: TopologyShape | undefined;
    /** As they are written; undefined when the contract has none. */
    readonly regions: readonly unknown[] | undefined;
    readonly workload: Partial<WrittenWorkload>;
    /** Keys of `workload`, whatever stands under them. */
    readonly workloadKeys: ReadonlySet<string>;
    /** As they are written. */
    readonly faults: readonly unknown[];
    /** As it is written. */
    readonly assumptions: unknown;
    /** As it is written. */
    readonly slo: unknown;
    readonly calls: ReadonlyMap<string, DraftCall>;
    /** The promise is a bare ratio. */
    readonly isShortAvailability: boolean;
    /** The keys of the contract, whatever stands under them. */
    readonly keys: ReadonlySet<string>;
}
export interface DraftStore extends Partial<WrittenStore> {
    readonly timing: Partial<WrittenFailover>;
    /** The keys of the store, whatever stands under them. */
    readonly keys: ReadonlySet<string>;
}
/** A call, as it is written. */
export interface DraftCall {
    readonly availability: number | undefined;
    readonly short: boolean;
    readonly needs: readonly string[];
}
/** Reads what can be read. Takes any data. */
export declare function draftOf(data: unknown): Draft;
//# sourceMappingURL=draft.d.ts.map