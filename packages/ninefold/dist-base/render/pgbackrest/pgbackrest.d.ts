import type { BackupPlan, PatroniMember } from '../patroni/cluster.ts';
/** `pgbackrest.conf` of one member; the stanza has the cluster's name. */
export declare function renderPgbackrest(stanza: string, plan: BackupPlan, member: PatroniMember): string;
/** A scheduled backup: a unit and its timer, by file name. */
export interface BackupUnits {
    readonly [fileName: string]: string;
}
/**
 * The schedule of backups. It runs on every member and does something on the primary only, so that it
 * goes on after a failover.
 */
export declare function renderBackupUnits(stanza: string, plan: BackupPlan, { script, secretsFile }: {
    readonly script: string;
    readonly secretsFile: string;
}): BackupUnits;
/** The script of the schedule: makes the stanza when there is none, then a full or incremental backup. */
export declare function renderBackupScript(stanza: string, plan: BackupPlan, member: PatroniMember): string;
//# sourceMappingURL=pgbackrest.d.ts.map