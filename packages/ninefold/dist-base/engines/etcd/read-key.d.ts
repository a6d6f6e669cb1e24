/** A key of etcd's, as a linearizable read saw it. */
export interface EtcdKey {
    readonly value: string;
    /** The store's revision at which it was last put: higher at each later put of any key. */
    readonly revision: number;
}
/**
 * Reads a key through one member; undefined when it does not exist.
 *
 * @throws when the member does not answer in time, or has no quorum
 */
export declare function readEtcdKey(endpoint: {
    readonly address: string;
    readonly port: number;
}, key: string, withinMs: number): Promise<EtcdKey | undefined>;
//# sourceMappingURL=read-key.d.ts.map