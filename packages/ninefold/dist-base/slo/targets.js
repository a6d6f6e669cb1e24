import { at } from '../contract/located-mistake.js';
import { formatDuration } from '../contract/duration.js';
import { renderedOf } from '../render/rendered.js';
import { alertmanagerConfig } from './alertmanager-config.js';
import { openSloText } from './openslo-export.js';
import { alertsOf, ruleGroupsOf } from './rule-groups.js';
import { prometheusRule, ruleFile } from './rule-file.js';
import { runbookMarkdown } from './runbook-markdown.js';
import { slosOf } from './slo.js';
import { longestLengthMs } from './window.js';
const dayMs = 86_400_000;
/** Rules for Prometheus, plain and as a PrometheusRule, and a runbook for each alert. */
export function renderPrometheusTarget(contract) {
    const mistakes = sloMistakes(contract);
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    const { service, slo, kubernetes } = contract;
    const groups = ruleGroupsOf(contract);
    const files = [
        {
            path: `monitoring/etc/prometheus/rules/${service}.yml`,
            text: ruleFile(groups, slo.alerts),
        },
        {
            path: `monitoring/kubernetes/${service}-prometheusrule.yaml`,
            text: prometheusRule(service, kubernetes?.namespace, groups, slo.alerts),
        },
        ...alertsOf(groups).map((alert) => ({
            path: `monitoring/runbooks/${alert.runbook.file}`,
            text: runbookMarkdown(alert),
        })),
    ];
    const longest = Math.max(...slosOf(contract).map(({ window }) => longestLengthMs(window)));
    const notes = [
        `Prometheus must keep ${formatDuration(longest + dayMs)} of data (--storage.tsdb.retention.time); its default is 15d`,
        ...(slo.alerts.runbooks === undefined
            ? [
                'alerts name their runbook by file alone; slo.alerts.runbooks says where they are published',
            ]
            : []),
    ];
    return renderedOf(files, notes, ['slo']);
}
/** `alertmanager.yml`. */
export function renderAlertmanagerTarget(contract) {
    const { alerts } = contract.slo;
    const silent = ['page', 'ticket'].filter((name) => alerts[name] === undefined);
    return {
        ok: true,
        files: [
            {
                path: 'monitoring/etc/prometheus/alertmanager.yml',
                text: alertmanagerConfig(alerts),
            },
        ],
        notes: silent.map((name) => `nobody is told of a ${name}; slo.alerts.${name} is a webhook's URL`),
    };
}
/** The SLOs as OpenSLO v1. */
export function renderOpenSloTarget(contract) {
    const mistakes = sloMistakes(contract);
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    return {
        ok: true,
        files: [{ path: `monitoring/openslo/${contract.service}.yaml`, text: openSloText(contract) }],
        notes: [],
    };
}
/** What can be proved and yet not be watched by rules. */
export function sloMistakes({ promise, slo }) {
    const found = [];
    const { windowMs } = promise.availability;
    if (slo.calendar === undefined && (windowMs < dayMs || windowMs % 300_000 !== 0)) {
        const message = `rules count a budget in slices of 5 minutes over a day or more, not over ${formatDuration(windowMs)}`;
        found.push(at(['promise', 'availability', 'window'], message, 'a window such as 30d, or slo: { calendar: month }'));
    }
    if (promise.latency?.objective === 1) {
        const message = 'an objective of 100% has no error budget';
        found.push(at(['promise', 'latency', 'objective'], message, 'less, such as 99%'));
    }
    return found;
}
//# sourceMappingURL=targets.js.map