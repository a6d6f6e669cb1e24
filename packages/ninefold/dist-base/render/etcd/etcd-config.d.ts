import type { EtcdMember, TlsFiles } from '../patroni/cluster.ts';
export interface EtcdPlan {
    /** A word that only this cluster has: a member of another one is not let in. */
    readonly cluster: string;
    readonly members: readonly EtcdMember[];
    readonly tls?: TlsFiles;
    /** As comments quote it: `promise.rto: 10s`. */
    readonly rtoReason: string;
}
/** The configuration file of one etcd member (`etcd --config-file`), for etcd 3.4 and later. */
export declare function renderEtcd(plan: EtcdPlan, member: EtcdMember): string;
//# sourceMappingURL=etcd-config.d.ts.map