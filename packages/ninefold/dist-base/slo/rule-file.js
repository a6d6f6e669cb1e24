import { dashboardLink, runbookLink } from './links.js';
import { range } from './promql.js';
/*
 * Written line by line: a general YAML writer takes ten times as long for the rules of 1,000 SLOs, and
 * quotes PromQL with backslashes. Its reader checks the result in a test.
 */
/** A rule file of Prometheus 2.42 or later. */
export function ruleFile(groups, links) {
    return HEAD + groupsYaml(groups, links);
}
/** The same rules as an object of the Prometheus Operator. */
export function prometheusRule(service, namespace, groups, links) {
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
function groupsYaml(groups, links) {
    const written = groups.map(({ name, intervalMs, records, alerts }) => {
        const rules = [...records.map(recordYaml), ...alerts.map((alert) => alertYaml(alert, links))];
        return `  - name: ${scalar(name)}\n    interval: ${range(intervalMs)}\n    rules:\n${rules.join('')}`;
    });
    return `groups:\n${written.join('')}`;
}
function recordYaml({ record, expr, labels }) {
    return `      - record: ${record}\n        expr: ${block(expr)}\n${mapping('labels', labels)}`;
}
function alertYaml(alert, links) {
    const { name, severity, expr, forMs, labels, summary, runbook } = alert;
    const held = forMs > 0 ? `        for: ${range(forMs)}\n` : '';
    const annotations = {
        summary,
        description: runbook.means,
        runbook_url: runbookLink(runbook.file, links),
        dashboard_url: dashboardLink(labels['service'] ?? '', links),
    };
    return `      - alert: ${name}\n        expr: ${block(expr)}\n${held}${mapping('labels', { severity, ...labels })}${mapping('annotations', annotations)}`;
}
function mapping(name, values) {
    const lines = Object.entries(values).map(([key, value]) => `          ${key}: ${scalar(value)}\n`);
    return `        ${name}:\n${lines.join('')}`;
}
/** An expression as it reads, on lines of its own. */
function block(text) {
    return /^[^\s#][^\n\r]*(\n[^\n\r]+)*$/.test(text) && /^[\t\n\x20-\x7e]*$/.test(text)
        ? `|-\n${text.replaceAll(/^/gm, '          ')}`
        : JSON.stringify(text);
}
/** A text on one line: plain where YAML can't read it as anything else. */
function scalar(text) {
    if (/^[a-z][\w./-]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)) {
        return text;
    }
    return /^[\x20-\x7e\u00a1-\u1fff]*$/.test(text)
        ? `'${text.replaceAll("'", "''")}'`
        : JSON.stringify(text);
}
//# sourceMappingURL=rule-file.js.map