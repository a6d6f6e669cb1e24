import { renderHaproxyTarget } from './haproxy/target.js';
import { renderKafkaTarget } from './kafka/target.js';
import { renderKeepalivedTarget } from './keepalived/target.js';
import { renderPatroniTarget } from './patroni/target.js';
import { renderKubernetesTarget } from './kubernetes/target.js';
import { renderSystemdTarget } from './systemd/target.js';
import { renderGrafanaTarget } from '../slo/dashboard-target.js';
import { renderAlertmanagerTarget, renderOpenSloTarget, renderPrometheusTarget, } from '../slo/targets.js';
/** What `ninefold render --target` knows, by name: a line here is all that a new target needs. */
export const targets = {
    patroni: renderPatroniTarget,
    haproxy: renderHaproxyTarget,
    keepalived: renderKeepalivedTarget,
    systemd: renderSystemdTarget,
    kafka: renderKafkaTarget,
    kubernetes: renderKubernetesTarget,
    prometheus: renderPrometheusTarget,
    alertmanager: renderAlertmanagerTarget,
    grafana: renderGrafanaTarget,
    openslo: renderOpenSloTarget,
};
//# sourceMappingURL=targets.js.map