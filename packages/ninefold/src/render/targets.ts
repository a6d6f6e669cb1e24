import { renderHaproxyTarget } from './haproxy/target.ts';
import { renderKafkaTarget } from './kafka/target.ts';
import { renderKeepalivedTarget } from './keepalived/target.ts';
import { renderPatroniTarget } from './patroni/target.ts';
import { renderKubernetesTarget } from './kubernetes/target.ts';
import type { Target } from './rendered.ts';
import { renderSystemdTarget } from './systemd/target.ts';
import { renderGrafanaTarget } from '../slo/dashboard-target.ts';
import {
  renderAlertmanagerTarget,
  renderOpenSloTarget,
  renderPrometheusTarget,
} from '../slo/targets.ts';

/** What `ninefold render --target` knows, by name: a line here is all that a new target needs. */
export const targets: Readonly<Record<string, Target>> = {
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
