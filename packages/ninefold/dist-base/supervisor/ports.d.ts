/** Ports on 127.0.0.1 that no other run gives to its members. */
export interface Ports {
    /**
     * A port that nobody listens on.
     *
     * @throws EnvironmentError when none is left
     */
    next(): Promise<number>;
    close(): Promise<void>;
}
/**
 * Gives out ports from blocks. Whoever listens on the first port of a block has the others: two
 * runs that boot at the same moment would else find the same port free, and the balancer of one
 * would lead to the app of the other.
 */
export declare function openPorts(): Ports;
/** Whether a listener on 127.0.0.1 could have this port now. */
export declare function isFree(port: number): Promise<boolean>;
//# sourceMappingURL=ports.d.ts.map