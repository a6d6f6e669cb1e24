/**
 * The chance that all servers are busy and a request is lost: Erlang's B formula (1917), by its
 * recursion over the servers, which neither overflows nor loses digits.
 *
 * @param load in erlangs: arrivals per second times seconds of service
 */
export declare function erlangB(servers: number, load: number): number;
/** The chance that a request has to wait in an M/M/c queue (Erlang C); 1 when the load is too much. */
export declare function erlangC(servers: number, load: number): number;
/** An M/M/c queue: Poisson arrivals, exponential service, one queue for all servers. */
export interface Queue {
    readonly servers: number;
    readonly ratePerSecond: number;
    /** Mean time of service (ms). */
    readonly serviceMs: number;
}
export declare function loadOf({ ratePerSecond, serviceMs }: Omit<Queue, 'servers'>): number;
/** Mean time in the queue (ms): C / (servers - load) times the service; infinite when overloaded. */
export declare function meanWaitMs(queue: Queue): number;
/** The chance to wait longer than `ms`: C exp(-(servers - load) ms / service). */
export declare function waitsLongerThan(queue: Queue, ms: number): number;
/**
 * The chance to take longer than `ms` from arrival to answer: waiting and service together, which is
 * what a client sees. The wait is 0, or exponential of rate (servers - load) / service; the service is
 * exponential.
 */
export declare function takesLongerThan(queue: Queue, ms: number): number;
//# sourceMappingURL=erlang-c.d.ts.map