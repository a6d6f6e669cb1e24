import type { PatroniCluster } from './cluster.ts';
/** A synchronous cluster of three with etcd on hosts of its own, as an RTO of 10 s makes it. */
export declare function exampleCluster(changed?: Partial<PatroniCluster>): PatroniCluster;
//# sourceMappingURL=cluster.test.data.d.ts.map