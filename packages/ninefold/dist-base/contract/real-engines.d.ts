import { z } from 'zod';
/** A store whose failover is Patroni's. */
export interface PatroniSpec {
    /** A member each, by address or host name; empty when the contract names none. */
    readonly hosts: readonly string[];
    /** etcd's hosts; empty when the contract names none: then etcd runs on the members' hosts. */
    readonly etcd: readonly string[];
    /** `promise` (default): computed from the promise; `defaults`: Patroni's own defaults. */
    readonly tuning: 'promise' | 'defaults';
    /** Default `required`, with `tuning: defaults` `automatic`, which is Patroni's default. */
    readonly watchdog: 'required' | 'automatic' | 'off';
    /** Absent: no archive, no backup. */
    readonly backup?: BackupSpec;
}
/** Base backups and an archive of WAL, from which a lost store is restored. */
export interface BackupSpec {
    /** A folder that every member has mounted and that is not lost with them. */
    readonly repository: string;
    /** Time between two full backups (ms), whole days. Default 7 d. */
    readonly fullEveryMs: number;
    /** Full backups kept. Default 2. */
    readonly keep: number;
    /** A WAL segment is archived after so long, full or not (ms), whole seconds. Default 60 s. */
    readonly archiveEveryMs: number;
}
/** Which balancer, and where. */
export interface BalancerPlaceSpec {
    /** `embedded` (default): Ninefold's own; `haproxy`: HAProxy, with keepalived if there is a VIP. */
    readonly engine: 'embedded' | 'haproxy';
    /** HAProxy's hosts; empty when the contract names none. */
    readonly hosts: readonly string[];
    /** With its prefix length: `10.0.0.30/24`. Absent: clients know every balancer. */
    readonly virtualAddress?: string;
    /** The network interface that carries the virtual address. Default `eth0`. */
    readonly interface: string;
}
/** Those parts as a contract writes them. */
export interface WrittenPatroni {
    readonly hosts?: string[] | undefined;
    readonly etcd?: string[] | undefined;
    readonly tuning?: 'promise' | 'defaults' | undefined;
    readonly watchdog?: 'required' | 'automatic' | 'off' | undefined;
    readonly backup?: {
        readonly repository: string;
        fullEvery: number;
        keep: number;
        archiveEvery: number;
    } | undefined;
}
export interface WrittenBalancerPlace {
    readonly engine: 'embedded' | 'haproxy';
    readonly hosts?: string[] | undefined;
    readonly vip?: string | undefined;
    readonly interface: string;
}
/** A schema for each key of a mapping. */
type Keys<T> = {
    readonly [K in keyof T]-?: z.ZodType<T[K]>;
};
/** Keys of a store that only `engine: patroni` has. */
export declare const patroniKeys: Keys<WrittenPatroni>;
/** Keys of a balancer that say which it is and where. */
export declare const balancerPlaceKeys: Keys<WrittenBalancerPlace>;
/** Key of an app that says where its replicas run. */
export declare const appHostsKey: Keys<{
    readonly hosts?: string[] | undefined;
}>;
/** Completes what a store says of Patroni. */
export declare function patroniOf(written: WrittenPatroni): PatroniSpec;
/** Completes what a balancer says of its place. */
export declare function balancerPlaceOf(written: WrittenBalancerPlace): BalancerPlaceSpec;
export {};
//# sourceMappingURL=real-engines.d.ts.map