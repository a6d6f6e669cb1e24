import type { Clock } from '../clock/clock.ts';
import type { WorkloadClient } from './client.ts';
/**
 * A client of a PostgreSQL store itself: every operation is one INSERT of its id into
 * `ninefold_proof` under autocommit, every read counts rows. The table is created when missing and
 * left behind.
 */
export declare function createSqlClient(options: {
    readonly storeUrl: string;
    readonly timeoutMs: number;
    readonly clock: Clock;
}): WorkloadClient;
//# sourceMappingURL=sql-client.d.ts.map