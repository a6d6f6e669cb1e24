/** Which of several addresses of one service a client uses: what GeoDNS would answer. */
export interface EndpointChoice {
    /** The index of the address to use now. */
    current(): number;
    /**
     * Says that an address could not be reached: it is not chosen before it is found `reachable`.
     *
     * @returns whether that is news
     */
    unreachable(index: number, nowMs: number): boolean;
    /** A check reached the address again. */
    reachable(index: number): void;
}
/**
 * Chooses the first address, in order of preference, that is not known to be unreachable. When all
 * are, the one found so longest ago. No operation is spent on finding out whether a preferred one
 * is back: that is what health checks are for, GeoDNS's and ours.
 */
export declare function createEndpointChoice(count: number): EndpointChoice;
//# sourceMappingURL=endpoint-choice.d.ts.map