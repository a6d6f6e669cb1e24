import { formatDuration } from '../../contract/duration.js';
import { formatRatio } from '../../contract/ratio.js';
import { appPodSpec } from './app-pod.js';
import { manifest } from './manifest.js';
import { objectLabels, selectorLabels } from './names.js';
export function namespaceObject({ service }, namespace) {
    const object = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
            name: namespace,
            labels: {
                ...objectLabels(service, service),
                'pod-security.kubernetes.io/enforce': 'restricted',
                'pod-security.kubernetes.io/warn': 'restricted',
            },
        },
    };
    return manifest(object);
}
export function deployment({ contract, app, spec, timing, scale }) {
    const { service, promise } = contract;
    const { readiness, liveness, startup } = timing;
    const rto = `promise.rto ${formatDuration(promise.rtoMs)}`;
    const availability = `promise.availability ${formatRatio(promise.availability.objective)}`;
    const object = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: service, namespace: spec.namespace, labels: objectLabels(service, service) },
        spec: {
            selector: { matchLabels: selectorLabels(service) },
            strategy: {
                type: 'RollingUpdate',
                rollingUpdate: { maxSurge: scale.maxSurge, maxUnavailable: 0 },
            },
            minReadySeconds: timing.minReadyS,
            progressDeadlineSeconds: timing.progressDeadlineS,
            template: {
                metadata: { labels: objectLabels(service, service) },
                spec: appPodSpec(contract, app, spec, timing, scale),
            },
        },
    };
    const pod = 'spec.template.spec';
    const container = `${pod}.containers.0`;
    return manifest(object, {
        'spec.selector': "How many replicas there are is the HorizontalPodAutoscaler's to say.",
        'spec.strategy.rollingUpdate.maxSurge': `${availability}: a rollout adds before it takes. No rule of anti-affinity can be in its way.`,
        'spec.minReadySeconds': `${rto}: as long as a replica may take to be found out as not ready.`,
        'spec.progressDeadlineSeconds': `app.startTimeout ${formatDuration(app.startTimeoutMs)}, minReadySeconds, and 120 s to be placed.`,
        [`${pod}.terminationGracePeriodSeconds`]: `preStop ${timing.preStopS} s + app.stopTimeout ${formatDuration(app.stopTimeoutMs)} + 2 s.`,
        [`${pod}.topologySpreadConstraints`]: `${availability}: a lost zone or node takes its share, ${scale.lost} of ${scale.minReplicas}, and no more.`,
        [`${pod}.tolerations`]: `${rto}: replicas of a node that is gone are replaced after ${timing.evictAfterS} s, not after Kubernetes's 300.`,
        [`${container}.resources.limits`]: 'Memory only: a limit of CPU stalls a replica that another could do without.',
        [`${container}.startupProbe`]: `app.startTimeout ${formatDuration(app.startTimeoutMs)}: ${startup.failureThreshold} x ${startup.periodS} s.`,
        [`${container}.readinessProbe`]: `${rto}: out of rotation after ${readiness.failureThreshold} x ${readiness.periodS} s + ${readiness.timeoutS} s + 1 s to be told.`,
        [`${container}.livenessProbe`]: `Restarted after ${liveness.failureThreshold} x ${liveness.periodS} s: three times the readiness, and no sooner than a start takes.`,
        [`${container}.lifecycle`]: `${availability}: balancers have ${timing.preStopS} s to forget this replica, and it still serves.`,
    });
}
export function service({ contract, spec }) {
    const object = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
            name: contract.service,
            namespace: spec.namespace,
            labels: objectLabels(contract.service, contract.service),
        },
        spec: {
            type: 'ClusterIP',
            selector: selectorLabels(contract.service),
            ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
        },
    };
    return manifest(object);
}
export function serviceAccount({ contract, spec }) {
    const object = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
            name: contract.service,
            namespace: spec.namespace,
            labels: objectLabels(contract.service, contract.service),
        },
        automountServiceAccountToken: false,
    };
    return manifest(object);
}
/** One at a time, in a form that more replicas can't turn into none. */
export function disruptionBudget({ contract, spec, scale }) {
    const object = {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: {
            name: contract.service,
            namespace: spec.namespace,
            labels: objectLabels(contract.service, contract.service),
        },
        spec: {
            maxUnavailable: 1,
            unhealthyPodEvictionPolicy: 'AlwaysAllow',
            selector: { matchLabels: selectorLabels(contract.service) },
        },
    };
    return manifest(object, {
        'spec.maxUnavailable': `One node can always be drained: ${scale.minReplicas - 1} of ${scale.minReplicas} replicas stay, and ${scale.needed} carry the load (assumptions.app.needed).`,
        'spec.unhealthyPodEvictionPolicy': 'A replica that crashes again and again blocks no drain.',
    });
}
export function autoscaler({ contract, spec, scale, timing }) {
    const object = {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: {
            name: contract.service,
            namespace: spec.namespace,
            labels: objectLabels(contract.service, contract.service),
        },
        spec: {
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: contract.service },
            minReplicas: scale.minReplicas,
            maxReplicas: scale.maxReplicas,
            metrics: [
                {
                    type: 'Resource',
                    resource: {
                        name: 'cpu',
                        target: { type: 'Utilization', averageUtilization: scale.targetCpu },
                    },
                },
            ],
            behavior: {
                scaleUp: {
                    stabilizationWindowSeconds: 0,
                    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
                },
                scaleDown: {
                    stabilizationWindowSeconds: 300,
                    policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
                },
            },
        },
    };
    const share = scale.targetCpu < 80
        ? `the ${scale.minReplicas - scale.lost} that one fault leaves carry the load of ${scale.minReplicas}: 100 x ${scale.minReplicas - scale.lost} / ${scale.minReplicas}.`
        : `room for bursts; one fault would leave ${scale.minReplicas - scale.lost} of ${scale.minReplicas}.`;
    return manifest(object, {
        'spec.minReplicas': `app.replicas${contract.regions.length > 1 ? ', the share of a region' : ''}: one more than the PodDisruptionBudget may take from those that are needed.`,
        'spec.metrics.0.resource.target.averageUtilization': `promise.availability: ${share}`,
        'spec.behavior.scaleDown': `Slowly: fewer replicas are told to go than a drain takes, ${timing.graceS} s each.`,
    });
}
/** The app goes on when nodes are short; other work makes room. */
export function priorityClass({ service: name }) {
    const object = {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name, labels: objectLabels(name, name) },
        value: 1_000_000,
        globalDefault: false,
        preemptionPolicy: 'PreemptLowerPriority',
        description: `What ${name} promises is kept before work that promises nothing.`,
    };
    return manifest(object);
}
//# sourceMappingURL=app-objects.js.map