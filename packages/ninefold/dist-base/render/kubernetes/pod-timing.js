/** From a pod's state to every node's rules: EndpointSlice, then kube-proxy. An estimate. */
const propagationS = 1;
/** As @ninefold/service's `noticeMs`, and for the same reason. */
const preStopS = 5;
/** Between the process's own deadline and SIGKILL. */
const graceMarginS = 2;
/** Scheduling and pulling an image, before a replica starts. An estimate. */
const placementS = 120;
/** A replica that fails is asked twice: one slow answer takes nobody out. */
const readinessThreshold = 2;
/**
 * The timing that keeps a promised RTO when a replica stops answering, or the least RTO: two readiness
 * probes and the news of it.
 */
export function podTimingFor(promise, app) {
    const rtoS = Math.floor(promise.rtoMs / 1000);
    // A probe is patient for twice the promised latency: a slow answer is not a dead replica.
    const timeoutS = Math.max(1, Math.ceil((2 * (promise.latency?.belowMs ?? 0)) / 1000));
    const mostS = Math.floor((rtoS - timeoutS - propagationS) / readinessThreshold);
    // kubelet sends one probe at a time, so a period shorter than the timeout is none.
    if (mostS < timeoutS) {
        return { ok: false, leastRtoS: (readinessThreshold + 1) * timeoutS + propagationS };
    }
    const periodS = Math.min(mostS, Math.max(5, timeoutS));
    const readinessS = periodS * readinessThreshold;
    const startS = Math.ceil(app.startTimeoutMs / 1000);
    // Restarting costs a start: waiting as long as that costs at most twice the better of the two. And
    // three times the readiness, so that traffic is elsewhere long before.
    const livenessS = Math.max(3 * (readinessS + timeoutS), startS);
    const livenessPeriodS = Math.max(5, periodS);
    const startupPeriodS = Math.max(1, Math.ceil(startS / 60), timeoutS);
    const minReadyS = readinessS;
    return {
        ok: true,
        outS: readinessS + timeoutS + propagationS,
        timing: {
            readiness: { timeoutS, periodS, failureThreshold: readinessThreshold },
            liveness: {
                timeoutS,
                periodS: livenessPeriodS,
                failureThreshold: Math.ceil(livenessS / livenessPeriodS),
            },
            startup: {
                timeoutS,
                periodS: startupPeriodS,
                failureThreshold: Math.ceil(startS / startupPeriodS),
            },
            preStopS,
            graceS: preStopS + Math.ceil(app.stopTimeoutMs / 1000) + graceMarginS,
            minReadyS,
            progressDeadlineS: placementS + startS + minReadyS,
            evictAfterS: Math.min(300, Math.max(30, rtoS)),
        },
    };
}
//# sourceMappingURL=pod-timing.js.map