import type { AppSpec, ServicePromise } from '../../contract/contract.ts';
/** How a replica's pod is watched and stopped, in whole seconds as Kubernetes takes them. */
export interface PodTiming {
    readonly readiness: ProbeTiming;
    readonly liveness: ProbeTiming;
    readonly startup: ProbeTiming;
    /** A pod that goes is out of every balancer before its process is told to stop. */
    readonly preStopS: number;
    /** `preStopS`, `app.stopTimeout` and a margin: then SIGKILL. */
    readonly graceS: number;
    /** A new replica counts once it was ready for so long. */
    readonly minReadyS: number;
    /** A rollout without progress for so long has failed. */
    readonly progressDeadlineS: number;
    /** Pods of a node that is gone are replaced after so long. */
    readonly evictAfterS: number;
}
export interface ProbeTiming {
    readonly timeoutS: number;
    readonly periodS: number;
    readonly failureThreshold: number;
}
export type PodTimingResult = {
    readonly ok: true;
    readonly timing: PodTiming;
    /** A replica that stops answering takes traffic for so long at most (s). */
    readonly outS: number;
} | {
    readonly ok: false;
    readonly leastRtoS: number;
};
/**
 * The timing that keeps a promised RTO when a replica stops answering, or the least RTO: two readiness
 * probes and the news of it.
 */
export declare function podTimingFor(promise: ServicePromise, app: AppSpec): PodTimingResult;
//# sourceMappingURL=pod-timing.d.ts.map