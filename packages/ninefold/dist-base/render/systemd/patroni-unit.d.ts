import type { PatroniCluster, PatroniMember } from '../patroni/cluster.ts';
/**
 * Patroni as a systemd service. A Patroni that dies is started again a second later: it finds itself
 * still the leader, and hands over or goes on, long before its lease is over.
 *
 * @param program Patroni, absolute: of a virtual environment, or `/usr/bin/patroni`
 */
export declare function renderPatroniUnit(cluster: PatroniCluster, member: PatroniMember, { program, configFile, secretsFile }: PatroniFiles): string;
/** Absolute paths. */
export interface PatroniFiles {
    readonly program: string;
    readonly configFile: string;
    /** An environment file with `secretVariables`. */
    readonly secretsFile: string;
}
//# sourceMappingURL=patroni-unit.d.ts.map