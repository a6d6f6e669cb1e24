import type { Clock } from '../clock/clock.ts';
import type { HttpWorkloadSpec } from '../contract/contract.ts';
import type { WorkloadClient } from './client.ts';
/**
 * A client of the user's HTTP interface. With several base URLs it behaves like one behind GeoDNS:
 * it uses the first that can be reached. An operation is sent once; only one of which nothing was
 * sent moves on to the next address.
 */
export declare function createHttpClient(options: {
    readonly spec: HttpWorkloadSpec;
    /** In order of preference. */
    readonly baseUrls: readonly string[];
    readonly runId: string;
    readonly maxConnections: number;
    readonly clock: Clock;
}): WorkloadClient;
/** How many reads a client makes ahead of its first trial; they are in no history. */
export declare function warmUpReads(ratePerSecond: number): number;
//# sourceMappingURL=http-client.d.ts.map