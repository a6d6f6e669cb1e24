import { preStopSeconds, probeOf } from '../../audit/kubernetes.js';
import { field } from '../../audit/part.js';
import { isDatabase, nameOf, seconds } from './words.js';
const guide = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';
/** Containers that listen on a port behind a Service: those that a request may meet. */
function* serving(world) {
    for (const workload of world.workloads) {
        // A headless Service is how members find each other; no balancer sends requests through it.
        const isBehind = world
            .servicesOf(workload)
            .some(({ part }) => field(part.data, 'spec', 'clusterIP') !== 'None');
        if (!isBehind && !hasReadiness(workload))
            continue;
        for (const container of workload.containers) {
            // A sidecar without ports serves nobody; alone it is the one that does.
            const isAlone = workload.containers.length === 1;
            if (isAlone || field(container.data, 'ports') !== undefined)
                yield { workload, container };
        }
    }
}
function hasReadiness({ containers }) {
    return containers.some(({ data }) => field(data, 'readinessProbe') !== undefined);
}
function* all(world) {
    for (const workload of world.workloads) {
        if (workload.kind === 'Job' || workload.kind === 'CronJob')
            continue;
        for (const container of workload.containers)
            yield { workload, container };
    }
}
export const probeRules = [
    {
        id: 'K10',
        title: 'no readiness probe behind a Service',
        severity: 'critical',
        item: 'health',
        reads: 'containers, Services',
        source: guide,
        *check(world) {
            for (const { workload, container } of serving(world)) {
                if (field(container.data, 'readinessProbe') !== undefined)
                    continue;
                yield {
                    part: workload.part,
                    path: [...container.path, 'name'],
                    message: `container ${container.name} of ${nameOf(workload)} has no readinessProbe`,
                    why: 'without one a pod gets requests as soon as its process exists, in every rollout and after every restart',
                    fix: 'a readinessProbe on a path that answers once the pod can serve',
                };
            }
        },
    },
    {
        id: 'K11',
        title: 'liveness asks a dependency',
        severity: 'high',
        item: 'health',
        reads: 'livenessProbe',
        source: `${guide} (liveness must tell a deadlock, not a dependency)`,
        *check(world) {
            for (const { workload, container } of all(world)) {
                const probe = probeOf(container, 'livenessProbe');
                const found = /(?:\b|_)(db|database|deps|dependencies|ready|readiness|readyz|deep|upstream)(?:\b|_)/i.exec(probe?.httpPath ?? '');
                if (probe === undefined || found === null)
                    continue;
                yield {
                    part: workload.part,
                    path: [...probe.path, 'httpGet', 'path'],
                    message: `livenessProbe asks ${probe.httpPath}, which speaks of ${found[1]}`,
                    why: `when what it depends on is away for ${seconds(probe.periodS * probe.failures)}, all pods are restarted at once`,
                    fix: 'a path that answers from the process alone; dependencies belong to readiness, if anywhere',
                };
            }
        },
    },
    {
        id: 'K12',
        title: 'liveness equals readiness',
        severity: 'high',
        item: 'health',
        reads: 'livenessProbe, readinessProbe, port names',
        source: guide,
        *check(world) {
            for (const { workload, container } of all(world)) {
                const live = probeOf(container, 'livenessProbe');
                const ready = probeOf(container, 'readinessProbe');
                if (live === undefined || ready === undefined || live.action !== ready.action)
                    continue;
                // The same question is no harm when readiness gives up well before liveness does.
                const [liveS, readyS] = [live.periodS * live.failures, ready.periodS * ready.failures];
                if (liveS >= 2 * readyS)
                    continue;
                yield {
                    part: workload.part,
                    path: live.path,
                    message: `liveness and readiness of ${container.name} ask the same (${live.action}), and fail after ${seconds(liveS)} and ${seconds(readyS)}`,
                    why: 'a pod that is busy is killed when it should only be left out, and its load goes to the others, which are killed next',
                    fix: 'a liveness path of its own, or a liveness that takes twice as long as readiness',
                };
            }
        },
    },
    {
        id: 'K13',
        title: 'probe gives up sooner than a good answer may take',
        severity: 'high',
        item: 'health',
        reads: 'probes, latency objective, alerts on latency',
        source: `${guide}#configure-probes (timeoutSeconds defaults to 1)`,
        *check(world, { latencyMs }) {
            const alertS = slowestAlert(world);
            const boundS = Math.max((latencyMs ?? 0) / 1000, alertS ?? 0);
            if (boundS === 0)
                return;
            for (const { workload, container } of serving(world)) {
                for (const name of ['livenessProbe', 'readinessProbe']) {
                    const probe = probeOf(container, name);
                    if (probe === undefined || probe.timeoutS >= boundS || probe.action.startsWith('exec'))
                        continue;
                    yield {
                        part: workload.part,
                        path: [...probe.path, 'timeoutSeconds'],
                        message: `${name} waits ${seconds(probe.timeoutS)}, and answers of ${seconds(boundS)} are accepted`,
                        why: `${alertS === boundS ? 'the alert on latency' : 'the latency objective'} calls ${seconds(boundS)} good: under load the probe fails first, ${probe.failures} times in ${seconds(probe.failures * probe.periodS)}`,
                        fix: `timeoutSeconds: ${Math.ceil(2 * boundS)}`,
                        ...(probe.periodS >= Math.ceil(2 * boundS)
                            ? { set: [[[...probe.path, 'timeoutSeconds'], String(Math.ceil(2 * boundS))]] }
                            : {}),
                    };
                }
            }
        },
    },
    {
        id: 'K14',
        title: 'liveness kills what starts slowly',
        severity: 'high',
        item: 'health',
        reads: 'livenessProbe, startupProbe, boot time',
        source: `${guide}#define-startup-probes`,
        *check(world, { bootMs }) {
            for (const { workload, container } of all(world)) {
                const live = probeOf(container, 'livenessProbe');
                if (live === undefined || field(container.data, 'startupProbe') !== undefined)
                    continue;
                const patienceS = live.delayS + live.periodS * live.failures;
                const bootS = bootMs === undefined ? undefined : bootMs / 1000;
                if (bootS !== undefined && bootS * 2 <= patienceS)
                    continue;
                yield {
                    part: workload.part,
                    path: live.path,
                    message: bootS === undefined
                        ? `container ${container.name} has no startupProbe: it must start within ${seconds(patienceS)}`
                        : `container ${container.name} may take ${seconds(bootS)} to start, and liveness kills it after ${seconds(patienceS)}`,
                    why: `initialDelay ${live.delayS} + period ${live.periodS} x failureThreshold ${live.failures} = ${seconds(patienceS)}; a start under load takes twice the usual`,
                    fix: 'a startupProbe, which holds the others back; then initialDelaySeconds can go',
                    ...(bootS === undefined ? { missing: ['bootMs'], severity: 'low' } : {}),
                };
            }
        },
    },
    {
        id: 'K15',
        title: 'a bad pod stays in rotation longer than the promise allows',
        severity: 'medium',
        item: 'health',
        reads: 'readinessProbe, objective, RTO',
        source: 'detection = period x threshold + timeout; its share of requests = 1/replicas',
        *check(world, { rtoMs }) {
            for (const { workload, container } of serving(world)) {
                const ready = probeOf(container, 'readinessProbe');
                if (ready === undefined || rtoMs === undefined)
                    continue;
                const detectS = ready.periodS * ready.failures + ready.timeoutS;
                const replicas = world.leastReplicas(workload);
                if (detectS * 1000 <= rtoMs)
                    continue;
                yield {
                    part: workload.part,
                    path: ready.path,
                    message: `a pod that fails keeps its requests for ${seconds(detectS)}; the RTO is ${seconds(rtoMs / 1000)}`,
                    why: `period ${ready.periodS} x failureThreshold ${ready.failures} + timeout ${ready.timeoutS} = ${seconds(detectS)}, in which 1 of ${replicas} requests fails`,
                    fix: `periodSeconds and failureThreshold with a product below ${seconds(rtoMs / 1000)}, such as 2 x 2`,
                };
            }
        },
    },
    {
        id: 'K16',
        title: 'liveness is quicker than readiness',
        severity: 'high',
        item: 'health',
        reads: 'livenessProbe, readinessProbe',
        source: guide,
        *check(world) {
            for (const { workload, container } of serving(world)) {
                const live = probeOf(container, 'livenessProbe');
                const ready = probeOf(container, 'readinessProbe');
                if (live === undefined || ready === undefined || live.action === ready.action)
                    continue;
                const [liveS, readyS] = [live.periodS * live.failures, ready.periodS * ready.failures];
                if (liveS >= readyS)
                    continue;
                yield {
                    part: workload.part,
                    path: live.path,
                    message: `liveness gives up after ${seconds(liveS)}, readiness after ${seconds(readyS)}`,
                    why: 'a pod in trouble is killed while requests are still sent to it, instead of being left out first',
                    fix: `a liveness of ${seconds(2 * readyS)} or more`,
                };
            }
        },
    },
    {
        id: 'K19',
        title: 'no liveness probe behind a Service',
        severity: 'low',
        item: 'health',
        reads: 'containers, Services',
        source: guide,
        *check(world) {
            for (const { workload, container } of serving(world)) {
                if (field(container.data, 'livenessProbe') !== undefined || isDatabase(container.image))
                    continue;
                yield {
                    part: workload.part,
                    path: [...container.path, 'name'],
                    message: `container ${container.name} of ${nameOf(workload)} has no livenessProbe`,
                    why: 'a process that hangs without ending stays out of rotation until a person restarts it',
                    fix: 'a livenessProbe on a path that answers from the process alone',
                };
            }
        },
    },
    {
        id: 'K31',
        title: 'killed before its requests end',
        severity: 'high',
        item: 'shutdown',
        reads: 'terminationGracePeriodSeconds, preStop, longest request',
        source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination (preStop counts in the grace period)',
        *check(world, { longestRequestMs, deregistrationMs }) {
            for (const workload of world.workloads) {
                if (!world.serves(workload))
                    continue;
                const written = field(workload.pod, 'terminationGracePeriodSeconds');
                const graceS = typeof written === 'number' ? written : 30;
                const waitS = Math.max(0, ...workload.containers.map((one) => preStopSeconds(one) ?? 0));
                const requestS = (longestRequestMs ?? 0) / 1000;
                const balancerS = (deregistrationMs ?? 0) / 1000;
                const neededS = Math.max(waitS, balancerS) + requestS;
                if (graceS > neededS && graceS > 0)
                    continue;
                const inDeployment = workload.podPath;
                yield {
                    part: workload.part,
                    path: [...inDeployment, 'terminationGracePeriodSeconds'],
                    message: `${nameOf(workload)} is killed after ${seconds(graceS)}, and its stop takes ${seconds(neededS)}`,
                    why: `preStop ${seconds(waitS)}${balancerS > waitS ? ` (the balancer needs ${seconds(balancerS)})` : ''} + longest request ${seconds(requestS)} = ${seconds(neededS)} >= grace ${seconds(graceS)}`,
                    fix: `terminationGracePeriodSeconds: ${Math.ceil(neededS) + 5}`,
                    set: [
                        [[...inDeployment, 'terminationGracePeriodSeconds'], String(Math.ceil(neededS) + 5)],
                    ],
                };
            }
        },
    },
    {
        id: 'K32',
        title: 'no wait before the stop',
        severity: 'high',
        item: 'shutdown',
        reads: 'lifecycle.preStop, Services',
        source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow (endpoints are removed at the same time as SIGTERM is sent)',
        *check(world) {
            for (const { workload, container } of serving(world)) {
                if (workload.kind !== 'Deployment' || preStopSeconds(container) !== undefined)
                    continue;
                if (isDatabase(container.image))
                    continue;
                yield {
                    part: workload.part,
                    path: [...container.path, 'name'],
                    message: `container ${container.name} of ${nameOf(workload)} has no preStop wait`,
                    why: 'SIGTERM comes while balancers still send requests: some are refused in every rollout, unless the process itself goes on accepting for a while',
                    fix: 'lifecycle.preStop.sleep.seconds: 5 to 15, longer than endpoints take to spread',
                };
            }
        },
    },
];
/** The largest latency, in seconds, that an alert waits for. */
function slowestAlert(world) {
    const bounds = world
        .part('prometheus-rules')
        .flatMap((part) => [...JSON.stringify(part.data).matchAll(/duration_seconds_bucket.*?\)\s*>\s*([0-9.]+)/g)].map(([, bound]) => Number(bound)));
    return bounds.length === 0 ? undefined : Math.max(...bounds);
}
//# sourceMappingURL=kubernetes-probes.js.map