import { labels } from './promql.js';
import { countOf, engineAlert, minuteMs } from './engine-alert.js';
/**
 * Replicas that are up against those that are needed, by Prometheus's own `up`: absolute numbers, so
 * that none at all is as visible as too few, and a rollout that waits on purpose is not an incident.
 * With Kubernetes, `kube_deployment_*` of kube-state-metrics too.
 */
export function appAlerts(contract, remedies) {
    const { service, app, assumptions, kubernetes } = contract;
    if (app === undefined)
        return [];
    const { replicas } = app;
    const needed = assumptions.app?.needed ?? Math.ceil(replicas / 2);
    const up = countOf(`up${labels({ job: service })} == 1`);
    const common = { name: 'ReplicasLow', labels: { service }, subject: service, ...remedies };
    const confirm = [{ say: 'Which are there:', run: [`up{job="${service}"}`] }];
    const alerts = [
        engineAlert({
            ...common,
            severity: 'page',
            expr: `${up} < ${needed}`,
            forMs: minuteMs,
            summary: `${service}: {{ $value }} of ${replicas} replicas are up; ${needed} carry the load`,
            means: `Fewer than ${needed} of ${replicas} replicas answer Prometheus: what is left can't carry the load.`,
            clients: 'Slow answers and errors; with no replica at all, nothing but errors.',
            confirm,
        }),
        engineAlert({
            ...common,
            severity: 'ticket',
            expr: `${up} < ${replicas}`,
            forMs: 15 * minuteMs,
            summary: `${service}: {{ $value }} of ${replicas} replicas are up`,
            means: `A replica has been away for 15 minutes. The promise still holds, with less in reserve.`,
            clients: 'Nothing.',
            confirm,
        }),
    ];
    if (kubernetes === undefined)
        return alerts;
    const deployment = labels({ namespace: kubernetes.namespace, deployment: service });
    const stuck = engineAlert({
        ...common,
        name: 'RolloutStuck',
        severity: 'ticket',
        expr: `kube_deployment_status_replicas_updated${deployment} < kube_deployment_spec_replicas${deployment}\nunless kube_deployment_spec_paused${deployment} == 1`,
        forMs: 15 * minuteMs,
        summary: `${service}: a rollout has not ended in 15 minutes`,
        means: 'The new version has not reached all replicas, and nobody paused it.',
        clients: 'Nothing yet; the old version serves.',
        confirm: [],
    });
    return [...alerts, stuck];
}
//# sourceMappingURL=app-alerts.js.map