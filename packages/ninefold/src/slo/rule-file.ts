import { stringify } from 'yaml';
import type { AlertLinks } from '../contract/slo-section.ts';
import type { Alert, RuleGroup } from './alert.ts';
import { dashboardLink, runbookLink } from './links.ts';
import { range } from './promql.ts';

/** A rule file of Prometheus 2.42 or later. */
export function ruleFile(groups: readonly RuleGroup[], links: AlertLinks): string {
  return `${HEAD}${yaml({ groups: groups.map((group) => groupData(group, links)) })}`;
}

/** The same rules as an object of the Prometheus Operator. */
export function prometheusRule(
  service: string,
  namespace: string | undefined,
  groups: readonly RuleGroup[],
  links: AlertLinks,
): string {
  return `${HEAD}${yaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: `ninefold-${service}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { 'app.kubernetes.io/managed-by': 'ninefold' },
    },
    spec: { groups: groups.map((group) => groupData(group, links)) },
  })}`;
}

const HEAD = '# Rendered by Ninefold from the contract: change that, and render again.\n';

/** Long expressions stay whole, so that what is read is what runs. */
export function yaml(data: unknown): string {
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}

function groupData({ name, intervalMs, records, alerts }: RuleGroup, links: AlertLinks): object {
  return {
    name,
    interval: range(intervalMs),
    rules: [...records, ...alerts.map((alert) => alertData(alert, links))],
  };
}

function alertData(
  { name, severity, expr, forMs, labels, summary, runbook }: Alert,
  links: AlertLinks,
): object {
  return {
    alert: name,
    expr,
    ...(forMs > 0 ? { for: range(forMs) } : {}),
    labels: { severity, ...labels },
    annotations: {
      summary,
      description: runbook.means,
      runbook_url: runbookLink(runbook.file, links),
      dashboard_url: dashboardLink(labels['service'] ?? '', links),
    },
  };
}
