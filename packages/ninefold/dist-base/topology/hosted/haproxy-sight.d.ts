import type { Clock } from '../../clock/clock.ts';
import type { Tell } from '../lifecycle.ts';
/** What the HAProxys say of the servers they lead to. */
export interface HaproxySight {
    begin(): void;
    /** Every HAProxy leads to it. */
    isUp(backend: string, server: string): boolean;
    /** Takes a replica out of rotation; resolves when every HAProxy was told. */
    drain(replica: string): Promise<void>;
    restore(replica: string): Promise<void>;
    /** No HAProxy that answers leads to the replica, or has a session with it. */
    isDrained(replica: string): boolean;
    close(): void;
}
/**
 * @param replicas names in the contract's words, by HAProxy's: `app0` is `app[0]`
 */
export declare function watchHaproxy(options: {
    readonly statsSockets: readonly string[];
    readonly replicas: ReadonlyMap<string, string>;
    readonly clock: Clock;
    readonly tell: Tell;
}): HaproxySight;
//# sourceMappingURL=haproxy-sight.d.ts.map