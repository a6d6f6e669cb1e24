/** Where a member's Patroni is asked, and as whom for what changes something. */
export interface PatroniEndpoint {
    readonly address: string;
    readonly port: number;
    readonly login?: {
        readonly user: string;
        readonly password: string;
    };
}
/** One member, as the cluster's members know of it from etcd. */
export interface PatroniClusterMember {
    readonly name: string;
    /** `leader`, `sync_standby`, `quorum_standby`, `replica` and so on; see Patroni's REST API. */
    readonly role: string;
    /** `running`, `streaming`, `stopped` and so on. */
    readonly state: string;
    readonly timeline: number | undefined;
}
/**
 * `GET /cluster`.
 *
 * @throws when it does not answer in time
 */
export declare function readCluster({ address, port }: PatroniEndpoint, withinMs: number): Promise<PatroniClusterMember[]>;
/**
 * PostgreSQL's version and Patroni's, for people.
 *
 * @throws when it does not answer in time
 */
export declare function readVersions({ address, port }: PatroniEndpoint): Promise<string>;
/** Whether Patroni answers at all, whatever it says. */
export declare function answersRest({ address, port }: PatroniEndpoint, withinMs: number): Promise<boolean>;
/**
 * `POST /switchover`: from the leader to whom Patroni chooses.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export declare function switchover(endpoint: PatroniEndpoint, leader: string): Promise<void>;
/**
 * `POST /restart`: PostgreSQL only, Patroni stays.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export declare function restartPostgres(endpoint: PatroniEndpoint): Promise<void>;
//# sourceMappingURL=rest-api.d.ts.map