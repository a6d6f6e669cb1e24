import type { Clock } from '../clock/clock.ts';
import type { RunningStore } from '../topology/running-store.ts';
/**
 * Restarts every server of a store as an operator does: each standby, the store whole again before
 * the next; then a switchover; then the old primary, which is a standby now.
 *
 * @throws UnsupportedError when the store's failover offers no restart; DeadlineError when the
 * store does not get whole again
 */
export declare function restartStoreOneByOne({ spec, agent, members }: RunningStore, clock: Clock, signal: AbortSignal): Promise<void>;
//# sourceMappingURL=rolling-restart-store.d.ts.map