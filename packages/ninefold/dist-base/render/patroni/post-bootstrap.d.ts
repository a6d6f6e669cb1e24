import type { PatroniCluster } from './cluster.ts';
/**
 * The script that Patroni runs once in a new cluster: it makes the service's role and database. It
 * takes the role's password from `NINEFOLD_SERVICE_PASSWORD`; a cluster that begins from an archive
 * has both already, and keeps them.
 */
export declare function renderPostBootstrap({ database, role }: PatroniCluster): string;
//# sourceMappingURL=post-bootstrap.d.ts.map