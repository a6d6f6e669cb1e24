import type { Contract, StoreSpec } from '../contract/contract.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { PatroniCluster } from './patroni/cluster.ts';
/** The clusters of a contract as they are laid out on hosts, or why they can't be. */
export type ClustersResult = {
    readonly ok: true;
    readonly clusters: readonly PatroniCluster[];
    readonly notes: readonly string[];
} | {
    readonly ok: false;
    readonly mistakes: readonly LocatedMistake[];
};
/** Where Debian's packages keep things, and we ours. */
export declare const paths: {
    readonly patroniConfig: '/etc/patroni/patroni.yml';
    readonly patroniSecrets: '/etc/patroni/secrets.env';
    readonly postBootstrap: '/etc/patroni/post-bootstrap';
    readonly backupScript: '/etc/patroni/backup';
    readonly pgbackrestConfig: '/etc/pgbackrest.conf';
    readonly etcdConfig: '/etc/etcd/etcd.yml';
    readonly haproxyCheck: '/usr/local/sbin/check-haproxy';
    readonly tls: {
        readonly authority: '/etc/ninefold/tls/ca.pem';
        readonly certificate: '/etc/ninefold/tls/host.pem';
        readonly key: '/etc/ninefold/tls/host.key';
    };
};
/** Every store under Patroni. */
export declare function clustersOf(contract: Contract): ClustersResult;
/** The addresses of a store's members: those of the contract, or names. */
export declare function memberHosts({ name, members, patroni }: StoreSpec): readonly string[];
/**
 * As many standbys have each write as leave a majority when they are lost with the primary: one of
 * three members, two of five.
 */
export declare function synchronousStandbys({ members, replication }: StoreSpec): number;
/** A contract's promises as comments quote them. */
export declare function reasonsOf({ promise }: Contract): PatroniCluster['reasons'];
/** The hosts of HAProxy: those of the contract, or two names. */
export declare function balancerHosts({ hosts }: Contract['balancer']): readonly string[];
/** Where the app's replicas are: the hosts of the contract, or names. */
export declare function appHosts(service: string, app: Contract['app']): readonly {
    readonly address: string;
    readonly port: number;
}[];
//# sourceMappingURL=cluster-of.d.ts.map