import type { PatroniCluster } from './cluster.ts';
/**
 * Who may log in, and how: the members for replication and rewinding, the clients as the service's
 * role, and everybody on the member itself; all with SCRAM, over TLS where there is TLS. Whoever is
 * not named is refused.
 */
export declare function hbaRules({ members, clients, database, role, tls }: PatroniCluster): string[];
//# sourceMappingURL=hba-rules.d.ts.map