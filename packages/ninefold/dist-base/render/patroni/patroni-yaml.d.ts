import type { PatroniCluster, PatroniMember } from './cluster.ts';
/**
 * `patroni.yml` of one member: accepted by Patroni 3.0 to 4.1 (`patroni --validate-config`).
 *
 * No password is in it. Patroni takes them from its environment: `PATRONI_SUPERUSER_PASSWORD`,
 * `PATRONI_REPLICATION_PASSWORD`, `PATRONI_REWIND_PASSWORD`, and for the REST API
 * `PATRONI_RESTAPI_USERNAME` and `PATRONI_RESTAPI_PASSWORD` (see `secretVariables`).
 *
 * What is under `bootstrap.dcs` is read once, when the cluster is new; later it is in etcd, and
 * `patronictl edit-config` changes it.
 */
export declare function renderPatroniYaml(cluster: PatroniCluster, member: PatroniMember): string;
/** The variables that Patroni and its scripts take secrets from, in one environment file. */
export declare const secretVariables: readonly string[];
//# sourceMappingURL=patroni-yaml.d.ts.map