import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
/**
 * Replicas that are up against those that are needed, by Prometheus's own `up`: absolute numbers, so
 * that none at all is as visible as too few, and a rollout that waits on purpose is not an incident.
 * With Kubernetes, `kube_deployment_*` of kube-state-metrics too.
 */
export declare function appAlerts(contract: Contract, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=app-alerts.d.ts.map