import type { Clock } from '../../clock/clock.ts';
import type { BalancerConfig, BalancerEvent, BalancerUpdate } from './message.ts';
/** A balancer that listens. */
export interface RunningBalancer {
    /** 0 without an HTTP side. */
    readonly httpPort: number;
    /** By the store's name. */
    readonly storePorts: Readonly<Record<string, number>>;
    /** Takes effect at once. A name that is not known changes nothing and is told as `ignored`. */
    apply(update: BalancerUpdate): void;
    /** Stops listening and destroys every connection. */
    close(): Promise<void>;
}
/**
 * Starts the balancer in this process: an HTTP side that spreads requests over the app's replicas,
 * and for each store a TCP listener that leads to its primary.
 *
 * @param emit told what happens, `listening` excepted (that is the return)
 * @throws the system's error if a port can't be listened on; nothing is left listening then
 */
export declare function startBalancer(config: BalancerConfig, emit: (event: BalancerEvent) => void, clock?: Clock): Promise<RunningBalancer>;
//# sourceMappingURL=balancer.d.ts.map