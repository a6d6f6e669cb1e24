import type { Clock } from '../clock/clock.ts';
import type { Topology } from '../topology/topology.ts';
/**
 * Restarts every replica of the app, one after the other, as a deployment does: drained from the
 * balancer, ended by SIGTERM (by SIGKILL
 * once its time is up), started again, and back in rotation before the next one is taken.
 *
 * @throws DeadlineError when one does not get ready again
 */
export declare function restartOneByOne(topology: Topology, clock: Clock, signal: AbortSignal): Promise<void>;
//# sourceMappingURL=rolling-restart.d.ts.map