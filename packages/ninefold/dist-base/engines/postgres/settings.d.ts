/** What differs from one store to another in PostgreSQL's configuration. */
export interface StoreSettings {
    /** Name of the database. */
    readonly database: string;
    readonly members: number;
    readonly synchronous: boolean;
}
/** Roles of every store. Only `app` is told to the user's program. */
export declare const ROLES: {
    readonly agent: 'ninefold';
    readonly replicator: 'replicator';
    readonly app: 'app';
};
/** One row, one column: the term under which the log is written. In the store's database. */
export declare const TERM_TABLE = "ninefold.leadership";
/** Rewritten by us whenever a member is pointed at another primary. */
export declare const FOLLOW_FILE = "ninefold-follow.conf";
/** The slot on the primary through which a member streams. */
export declare function slotOf(index: number): string;
/**
 * postgresql.conf of every member: the same file, so that any of them can be primary. Durability
 * settings are PostgreSQL's own defaults (fsync, full_page_writes, synchronous_commit all on);
 * what is set here makes the cluster small, quick to fail over, and closed to other hosts.
 */
export declare function postgresqlConf({ members, synchronous }: StoreSettings): string;
/** pg_hba.conf: passwords by SCRAM, from this host only. */
export declare function pgHbaConf(): string;
/** Where a standby streams from. */
export interface Upstream {
    readonly host: string;
    readonly port: number;
}
/**
 * Nobody listens there. A standby without an upstream is given it all the same: it then tries to
 * stream once its own log is replayed to the end, which is how we know that it is.
 */
export declare const NO_UPSTREAM: Upstream;
/** The content of FOLLOW_FILE for a standby of `upstream`; for `undefined`, of a primary. */
export declare function followConf(upstream: Upstream | undefined, { index, password }: {
    readonly index: number;
    readonly password: string;
}): string;
//# sourceMappingURL=settings.d.ts.map