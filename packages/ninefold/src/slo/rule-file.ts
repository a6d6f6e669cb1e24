import type { AlertLinks } from '../contract/slo-section.ts';
import type { Alert, RecordingRule, RuleGroup } from './alert.ts';
import { dashboardLink, runbookLink } from './links.ts';
import { range } from './promql.ts';

/*
 * Written line by line: a general YAML writer takes ten times as long for the rules of 1,000 SLOs, and
 * quotes PromQL with backslashes. Its reader checks the result in a test.
 */

/** A rule file of Prometheus 2.42 or later. */
export function ruleFile(groups: readonly RuleGroup[], links: AlertLinks): string {
  return HEAD + groupsYaml(groups, links);
}

/** The same rules as an object of the Prometheus Operator. */
export function prometheusRule(
  service: string,
  namespace: string | undefined,
  groups: readonly RuleGroup[],
  links: AlertLinks,
): string {
  return `${HEAD}apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${scalar(`ninefold-${service}`)}
${namespace === undefined ? '' : `  namespace: ${scalar(namespace)}\n`}  labels:
    app.kubernetes.io/managed-by: ninefold
spec:
${groupsYaml(groups, links).replaceAll(/(?<=^|\n)(?=[^\n])/g, '  ')}`;
}

const HEAD = '# Rendered by Ninefold from the contract: change that, and render again.\n';

function groupsYaml(groups: readonly RuleGroup[], links: AlertLinks): string {
  const written = groups.map(({ name, intervalMs, records, alerts }) => {
    const rules = [...records.map(recordYaml), ...alerts.map((alert) => alertYaml(alert, links))];
    return `  - name: ${scalar(name)}\n    interval: ${range(intervalMs)}\n    rules:\n${rules.join('')}`;
  });
  return `groups:\n${written.join('')}`;
}

function recordYaml({ record, expr, labels }: RecordingRule): string {
  return `      - record: ${record}\n        expr: ${block(expr)}\n${mapping('labels', labels)}`;
}

function alertYaml(alert: Alert, links: AlertLinks): string {
  const { name, severity, expr, forMs, labels, summary, runbook } = alert;
  const held = forMs > 0 ? `        for: ${range(forMs)}\n` : '';
  const annotations = {
    summary,
    description: literal(runbook.means),
    runbook_url: literal(runbookLink(runbook.file, links)),
    dashboard_url: literal(dashboardLink(labels['service'] ?? '', links)),
  };
  return `      - alert: ${name}\n        expr: ${block(expr)}\n${held}${mapping('labels', { severity, ...labels })}${mapping('annotations', annotations)}`;
}

/**
 * A text as Prometheus's templates give it back. It holds words of the contract, perhaps of an imported file:
 * as a template they could be refused, or be run.
 */
function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

function mapping(name: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(
    ([key, value]) => `          ${key}: ${scalar(value)}\n`,
  );
  return `        ${name}:\n${lines.join('')}`;
}

/** An expression as it reads, on lines of its own. */
function block(text: string): string {
  return /^[^\s#][^\n\r]*(\n[^\n\r]+)*$/.test(text) && /^[\t\n\x20-\x7e]*$/.test(text)
    ? `|-\n${text.replaceAll(/^/gm, '          ')}`
    : JSON.stringify(text);
}

/** A text on one line: plain where YAML can't read it as anything else. */
function scalar(text: string): string {
  if (/^[a-z][\w./-]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)) {
    return text;
  }
  return /^[\x20-\x7e\u00a1-\u1fff]*$/.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : JSON.stringify(text);
}
