import type { Contract } from '../contract/contract.ts';
import { at } from '../contract/located-mistake.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import { formatDuration } from '../contract/duration.ts';
import { alivePort } from '../render/haproxy/plan-of.ts';
import { renderedOf } from '../render/rendered.ts';
import type { Rendered, RenderedFile } from '../render/rendered.ts';
import { alertmanagerConfig } from './alertmanager-config.ts';
import { haproxyJob } from './haproxy-metrics.ts';
import { openSloText } from './openslo-export.ts';
import { alertsOf, ruleGroupsOf } from './rule-groups.ts';
import { prometheusRule, ruleFile } from './rule-file.ts';
import { runbookMarkdown } from './runbook-markdown.ts';
import { slosOf } from './slo.ts';
import { longestLengthMs } from './window.ts';

const dayMs = 86_400_000;

/** Rules for Prometheus, plain and as a PrometheusRule, and a runbook for each alert. */
export function renderPrometheusTarget(contract: Contract): Rendered {
  const mistakes = sloMistakes(contract);
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { service, slo, kubernetes } = contract;
  const groups = ruleGroupsOf(contract);
  const files: RenderedFile[] = [
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
    `CertificateExpires reads blackbox_exporter, targets with the label service="${service}", and says nothing of what was never probed`,
    ...(readsHaproxy(contract)
      ? [
          `HAProxy is scraped under job="${haproxyJob(service)}", by an agent on each of its hosts, at 127.0.0.1:${alivePort}/metrics: all have the same proxies, and only the job says whose they are`,
        ]
      : []),
    ...contract.stores.flatMap(({ name, patroni }) =>
      patroni?.backup === undefined
        ? []
        : [
            `${name}: WalArchiveFailing reads postgres_exporter, scraped under job="${name}" beside Patroni's own metrics, and BackupOld reads pgbackrest_exporter; without them a ticket says that nobody knows`,
          ],
    ),
  ];
  return renderedOf(files, notes, ['slo']);
}

function readsHaproxy({ app, balancer, slo }: Contract): boolean {
  return app !== undefined && (balancer.engine === 'haproxy' || slo.source === 'haproxy');
}

/** `alertmanager.yml`. */
export function renderAlertmanagerTarget(contract: Contract): Rendered {
  const { alerts } = contract.slo;
  const silent = (['page', 'ticket'] as const).filter((name) => alerts[name] === undefined);
  return {
    ok: true,
    files: [
      {
        path: 'monitoring/etc/prometheus/alertmanager.yml',
        text: alertmanagerConfig(alerts),
      },
    ],
    notes: [
      ...silent.map((name) => `nobody is told of a ${name}; slo.alerts.${name} is a webhook's URL`),
      ...(alerts.watchdog === undefined
        ? [
            "nobody is told when alerting itself stops; slo.alerts.watchdog is the webhook's URL of a dead-man switch",
          ]
        : []),
    ],
  };
}

/** The SLOs as OpenSLO v1. */
export function renderOpenSloTarget(contract: Contract): Rendered {
  const mistakes = sloMistakes(contract);
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    files: [{ path: `monitoring/openslo/${contract.service}.yaml`, text: openSloText(contract) }],
    notes: [],
  };
}

/** What can be proved and yet not be watched by rules. */
export function sloMistakes({ promise, slo }: Contract): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  const { windowMs } = promise.availability;
  if (slo.calendar === undefined && (windowMs < dayMs || windowMs % 300_000 !== 0)) {
    const message = `rules count a budget in slices of 5 minutes over a day or more, not over ${formatDuration(windowMs)}`;
    found.push(
      at(
        ['promise', 'availability', 'window'],
        message,
        'a window such as 30d, or slo: { calendar: month }',
      ),
    );
  }
  if (promise.latency?.objective === 1) {
    const message = 'an objective of 100% has no error budget';
    found.push(at(['promise', 'latency', 'objective'], message, 'less, such as 99%'));
  }
  return found;
}
