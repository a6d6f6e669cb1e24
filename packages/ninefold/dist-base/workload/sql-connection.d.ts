import type { QueryConfig, QueryResult } from 'pg';
/** A connection to PostgreSQL whose socket we can cut, and whose warnings we hear. */
export interface SqlConnection {
    query(config: QueryConfig): Promise<QueryResult>;
    /** SQLSTATEs of the notices and warnings since the last call. */
    takeWarnings(): string[];
    readonly closed: boolean;
    destroy(): void;
}
/**
 * Connects; rejects with pg's or the system's error, whose message may hold host and user: show
 * its code only.
 */
export declare function openSqlConnection(url: string, connectTimeoutMs: number): Promise<SqlConnection>;
/** The code of an error: a SQLSTATE when the server sent it, `undefined` when it has none. */
export declare function codeOf(error: unknown): string | undefined;
/** Whether the server itself reported the error, rather than the connection to it. */
export declare function isFromServer(error: unknown): boolean;
//# sourceMappingURL=sql-connection.d.ts.map