import { field, listOf, mapOf, numberOf, textOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { percent, seconds } from './words.ts';

const alerting = 'https://prometheus.io/docs/practices/alerting/';
const workbook = 'https://sre.google/workbook/alerting-on-slos/';
const staleness =
  'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness (no series, no result, no alert)';

/** One rule of a group, with its place. */
interface PrometheusRule {
  readonly part: Part;
  readonly path: readonly Step[];
  readonly alert: string;
  readonly record: string;
  readonly expr: string;
  readonly forS: number;
  readonly severity: string;
  readonly data: unknown;
}

function* rulesIn(world: World): Generator<PrometheusRule> {
  for (const part of world.part('prometheus-rules')) {
    for (const [g, group] of listOf(field(part.data, 'groups')).entries()) {
      for (const [r, data] of listOf(field(group, 'rules')).entries()) {
        yield {
          part,
          path: ['groups', g, 'rules', r],
          alert: textOf(field(data, 'alert')) ?? '',
          record: textOf(field(data, 'record')) ?? '',
          expr: textOf(field(data, 'expr')) ?? '',
          forS: durationS(textOf(field(data, 'for'))) ?? 0,
          severity: textOf(field(data, 'labels', 'severity')) ?? '',
          data,
        };
      }
    }
  }
}

function* panels(
  world: World,
): Generator<{ part: Part; path: readonly Step[]; title: string; expr: string; panel: unknown }> {
  for (const part of world.part('grafana')) {
    for (const [p, panel] of listOf(field(part.data, 'panels')).entries()) {
      for (const [t, target] of listOf(field(panel, 'targets')).entries()) {
        const expr = textOf(field(target, 'expr'));
        if (expr === undefined) continue;
        yield {
          part,
          path: ['panels', p, 'targets', t, 'expr'],
          title: textOf(field(panel, 'title')) ?? '',
          expr,
          panel,
        };
      }
    }
  }
}

function days(s: number): string {
  return s < 86_400 ? seconds(s) : `${Number((s / 86_400).toFixed(2))} d`;
}

/** Prometheus durations: `5m`, `1h30m`, `30d`. */
function durationS(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  const units: Readonly<Record<string, number>> = {
    ms: 0.001,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
    y: 31_536_000,
  };
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, n, unit = '']) => sum + Number(n) * (units[unit] ?? 0),
    0,
  );
}

/** An alert when errors are more than a share of requests; what an SLO is about. */
function errorShare({ alert, expr }: PrometheusRule): number | undefined {
  if (alert === '' || !/5\.\.|5xx|error|fail/i.test(expr) || !expr.includes('/')) return undefined;
  const bound = />=?\s*\(?\s*(0?\.\d+)\s*\)?\s*$/.exec(expr.trim());
  return bound === null ? undefined : Number(bound[1]);
}

/** A query of Loki: a selector with a filter or a parser behind it. */
function isLogQl(expr: string): boolean {
  return /\{[^{}]*\}\s*(?:\|[=~>]|!=|!~|!>|\|\s*\w)/.test(expr);
}

function latencyBound({ alert, expr }: PrometheusRule): number | undefined {
  if (alert === '' || !expr.includes('histogram_quantile')) return undefined;
  const bound = />=?\s*([0-9.]+)\s*$/.exec(expr.trim());
  return bound === null ? undefined : Number(bound[1]);
}

function hasBurnRates(world: World): boolean {
  for (const { expr, alert } of rulesIn(world)) {
    if (
      alert !== '' &&
      /\band\b/.test(expr) &&
      (/burn/i.test(expr + alert) || /14\.4|\* *\(1 ?- ?0\.9/.test(expr))
    )
      return true;
  }
  return false;
}

/** What must page somebody, and how a rule that does is known. */
const wanted: readonly (readonly [when: RegExp, what: string, seen: RegExp, why: string])[] = [
  [
    /kafka_(?:server|controller|cluster|brokers|topic|consumergroup)/i,
    'partitions below min.insync.replicas',
    /underminisr|under_min_isr/i,
    'under-replicated is late or early: writes stop at under-min-ISR',
  ],
  [
    /kafka_(?:server|controller|cluster|brokers|topic|consumergroup)/i,
    'offline partitions',
    /offlinepartition/i,
    'a partition without a leader serves nobody',
  ],
  [
    /kafka_(?:server|controller|cluster|brokers|topic|consumergroup)/i,
    'a missing or a second active controller',
    /activecontroller/i,
    'without one no leader is ever chosen',
  ],
  [
    /pg_|postgres|patroni/i,
    'a missing or a second primary',
    /pg_is_in_recovery|patroni_(?:primary|master)|pg_replication_is_replica|cnpg_.*primary/i,
    'lag is not to be seen when there is no primary, and two primaries are data loss',
  ],
  [
    /pg_|postgres|patroni/i,
    'the age of the last backup',
    /backup|pgbackrest|walg|archive/i,
    'a backup that stopped last month is found when it is needed',
  ],
  [
    /kube_|http_/i,
    'certificates that end',
    /certificate|ssl_cert|not_after|cert_expir/i,
    'a certificate that ends is a total outage at a known hour',
  ],
  [
    /kube_/i,
    'pods that can not be scheduled or crash',
    /crashloop|restarts_total|kube_pod_status_(?:phase|unschedulable)|waiting_reason|kube_deployment_status_(?:condition|replicas_(?:updated|unavailable))|replicas_available[^\n/]*<\s*kube_\w+_spec_replicas/i,
    'a share of available pods hides one that never starts',
  ],
  [
    /patroni|etcd/i,
    'etcd without a leader',
    /etcd_server_has_leader|patroni_dcs|etcd_/i,
    'Patroni demotes the primary when etcd is lost',
  ],
  [
    /./,
    'the alerting itself (a dead-man switch)',
    /watchdog|deadman|vector\(1\)/i,
    'when Prometheus or Alertmanager is down no alert says so',
  ],
];

export const prometheusRules: readonly Rule[] = [
  {
    id: 'OB01',
    title: 'an alert that is blind to a total outage',
    severity: 'critical',
    item: 'alerts',
    reads: 'alert expressions',
    source: staleness,
    *check(world): Generator<Sighting> {
      const all = [...rulesIn(world)];
      const text = all.map(({ expr }) => expr).join('\n');
      if (/absent(?:_over_time)?\(|(?:^|[^a-z_])up\b[^a-z_]|probe_success/m.test(text)) return;
      const perService = all.filter(
        ({ alert, expr }) => alert !== '' && /[<>]/.test(expr) && !/vector\(/.test(expr),
      );
      for (const one of perService) {
        yield {
          part: one.part,
          path: [...one.path, 'expr'],
          message: `${one.alert} says nothing when what it watches is gone`,
          why: 'when all pods are down there is no series, so no sample crosses the bound, and no rule of these files uses absent(), up or a probe',
          fix: `an alert beside it: absent(...), or up == 0, or a probe from outside`,
          // What warns of a slow query was not to tell of an outage.
          ...(/^(?:warn|info|none)/i.test(one.severity) ? { severity: 'medium' } : {}),
        };
      }
    },
  },
  {
    id: 'OB02',
    title: 'an error rate that eats the budget unseen',
    severity: 'critical',
    item: 'alerts',
    reads: 'alert thresholds, objective',
    source: workbook,
    *check(world, { objective }): Generator<Sighting> {
      if (hasBurnRates(world)) return;
      for (const one of rulesIn(world)) {
        const share = errorShare(one);
        if (share === undefined) continue;
        const base = {
          part: one.part,
          path: [...one.path, 'expr'],
          fix: 'burn-rate alerts over two windows: ninefold slo',
        };
        if (objective === undefined) {
          yield {
            ...base,
            message: `whether ${percent(share)} of errors is much depends on the objective`,
            why: 'burn = threshold / (1 - objective)',
            missing: ['objective'],
            severity: 'low',
          };
          continue;
        }
        const budget = 1 - objective;
        const burn = share / budget;
        if (burn <= 1) continue;
        yield {
          ...base,
          message: `errors of ${percent(share * 0.99)} never alert, and use up the budget of 30 d in ${Number((30 / burn).toFixed(1))} d`,
          why: `${percent(share)} / (1 - ${percent(objective)}) = ${Number(burn.toFixed(1))} times the budget`,
        };
      }
    },
  },
  {
    id: 'OB07',
    title: 'one window for all speeds',
    severity: 'high',
    item: 'alerts',
    reads: 'alert expressions',
    source: workbook,
    *check(world): Generator<Sighting> {
      if (hasBurnRates(world)) return;
      for (const one of rulesIn(world)) {
        if (errorShare(one) === undefined) continue;
        yield {
          part: one.part,
          path: [...one.path, 'expr'],
          message: `${one.alert} looks over one window, with a fixed bound`,
          why:
            one.forS > 0
              ? `for ${seconds(one.forS)} keeps short peaks out, and total outages waiting as long; a slow leak never pages`
              : 'a short peak pages at night for nothing, a slow leak never does',
          fix: 'a fast and a slow pair of windows, each with a long and a short one',
        };
      }
    },
  },
  {
    id: 'OB03',
    title: 'an alert looser than the promise',
    severity: 'high',
    item: 'alerts',
    reads: 'latency alerts, latency objective, RPO',
    source: workbook,
    *check(world, { latencyMs }): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        const bound = latencyBound(one);
        if (bound === undefined) continue;
        if (latencyMs === undefined) {
          yield {
            part: one.part,
            path: [...one.path, 'expr'],
            message: `whether ${seconds(bound)} is late depends on the objective`,
            why: 'the bound of the alert against that of the promise',
            fix: 'latency in the contract',
            missing: ['latencyMs'],
            severity: 'low',
          };
        } else if (bound * 1000 > latencyMs) {
          yield {
            part: one.part,
            path: [...one.path, 'expr'],
            message: `${one.alert} waits for ${seconds(bound)}, and ${seconds(latencyMs / 1000)} is promised`,
            why: `all requests may take ${Number(((bound * 1000) / latencyMs).toFixed(1))} times what is promised before anyone is told`,
            fix: `the share of requests above ${seconds(latencyMs / 1000)}`,
          };
        }
      }
    },
  },
  {
    id: 'OB08',
    title: 'a lag in seconds where none may be',
    severity: 'high',
    item: 'alerts',
    reads: 'replication alerts, RPO',
    source: 'RPO: an alert must come before the promise is broken',
    *check(world, { rpoMs }): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        if (one.alert === '' || !/lag/i.test(one.expr) || /bytes/i.test(one.expr)) continue;
        const bound = Number(/>=?\s*([0-9.]+)\s*$/.exec(one.expr.trim())?.[1] ?? Number.NaN);
        if (!Number.isFinite(bound) || !/second|_lag/.test(one.expr)) continue;
        if (rpoMs === undefined) {
          yield {
            part: one.part,
            path: [...one.path, 'expr'],
            message: `whether ${seconds(bound)} of lag is too much depends on the RPO`,
            why: 'an alert must come before the promise is broken: bound + for <= RPO',
            fix: 'a bound below the RPO',
            missing: ['rpoMs'],
            severity: 'low',
          };
          continue;
        }
        if (bound * 1000 <= rpoMs) continue;
        yield {
          part: one.part,
          path: [...one.path, 'expr'],
          message: `${one.alert} comes at ${seconds(bound)} of lag, and the RPO is ${seconds(rpoMs / 1000)}`,
          why: `for ${seconds(bound)} + ${seconds(one.forS)} a failover breaks the promise and nobody knows`,
          fix:
            rpoMs === 0
              ? 'an alert when no synchronous standby is there'
              : `a bound of ${seconds(rpoMs / 2000)}`,
        };
      }
    },
  },
  {
    id: 'OB09',
    title: 'found later than the RTO',
    severity: 'high',
    item: 'alerts',
    reads: 'for, rate windows, RTO',
    source: alerting,
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        if (one.alert === '' || one.severity !== 'critical' || one.forS === 0) continue;
        if (rtoMs === undefined) {
          yield {
            part: one.part,
            path: [...one.path, 'for'],
            message: `whether ${seconds(one.forS)} until ${one.alert} fires is late depends on the RTO`,
            why: `people are called after ${seconds(one.forS)} (for) + evaluation + grouping`,
            fix: 'the RTO, in a contract or --topology',
            missing: ['rtoMs'],
          };
          continue;
        }
        const boundS = rtoMs / 1000;
        if (one.forS < boundS) continue;
        yield {
          part: one.part,
          path: [...one.path, 'for'],
          message: `${one.alert} is critical and waits ${seconds(one.forS)}; the RTO is ${seconds(boundS)}`,
          why: `people are called after ${seconds(one.forS)} (for) + evaluation + grouping: whatever is not mended by itself breaks the promise before anyone looks`,
          fix: 'for: 0 to 1m, over a window that is calm by itself',
          ...(one.forS * 1000 < 2 * rtoMs ? { severity: 'medium' } : {}),
        };
      }
    },
  },
  {
    id: 'OB04',
    title: 'a window longer than the samples are kept',
    severity: 'high',
    item: 'sli',
    reads: 'ranges, retention',
    source: 'https://prometheus.io/docs/prometheus/latest/storage/ (15 days by default)',
    *check(world, { retentionMs }): Generator<Sighting> {
      // How long samples are kept is on Prometheus' command line, in none of the files.
      const keptS = (retentionMs ?? 15 * 86_400_000) / 1000;
      const places = [
        ...[...rulesIn(world)].map(({ part, path, expr }) => ({
          part,
          path: [...path, 'expr'],
          expr,
        })),
        ...panels(world),
      ];
      for (const { part, path, expr } of places) {
        const longest = Math.max(
          0,
          ...[...expr.matchAll(/\[(\w+)(?::\w*)?\]/g)].map(([, range]) => durationS(range) ?? 0),
        );
        if (longest <= keptS) continue;
        const [range, kept] = [days(longest), days(keptS)];
        yield {
          part,
          path,
          message: `a range of ${range} over samples that are kept ${kept}${retentionMs === undefined ? ' by default' : ''}`,
          why: `${range} > ${kept}: the result is of ${kept}, and says nothing of it`,
          fix: `--storage.tsdb.retention.time=${Math.ceil(longest / 86_400)}d or more`,
          ...(retentionMs === undefined ? { missing: ['retentionMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'OB05',
    title: 'nobody is told',
    severity: 'high',
    item: 'alerts',
    reads: 'all alerts',
    source: alerting,
    *check(world): Generator<Sighting> {
      // Loki's ruler takes files of the same form; what it lacks is elsewhere.
      const all = [...rulesIn(world)].filter(({ expr }) => !isLogQl(expr));
      const alerts = all.filter(({ alert }) => alert !== '');
      const [first] = alerts;
      if (first === undefined || alerts.length < 3) return;
      const text = all.map(({ expr, alert }) => `${alert} ${expr}`).join('\n');
      for (const [when, what, seen, why] of wanted) {
        const about = alerts.find(({ expr, alert }) => when.test(`${alert} ${expr}`));
        if (about === undefined || seen.test(text)) continue;
        yield {
          part: about.part,
          path: [...about.path, 'alert'],
          message: `no alert on ${what}`,
          why,
          fix: `an alert on ${what}`,
          ...(what.includes('certificates') || what.includes('dead-man')
            ? { severity: 'medium' }
            : {}),
        };
      }
    },
  },
  {
    id: 'OB10',
    title: 'an alert that waits for a half',
    severity: 'high',
    item: 'alerts',
    reads: 'replica alerts',
    source:
      'kube-state-metrics: kube_deployment_status_replicas_available, kube_deployment_spec_replicas',
    *check(world): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        const bound = /replicas_available[\s\S]*?\/[\s\S]*?replicas[\s\S]*?<\s*(0?\.\d+)\s*$/.exec(
          one.expr.trim(),
        );
        if (bound === null || one.alert === '') continue;
        const share = Number(bound[1]);
        yield {
          part: one.part,
          path: [...one.path, 'expr'],
          message: `${one.alert} comes below ${percent(share)}: with 3 replicas after the loss of ${3 - Math.ceil(3 * share) + 1}`,
          why: `2 of 3 are ${percent(0.67)}: a lost replica is never told, and the next one is an outage; and 0 of 0 is no number, which no bound meets`,
          fix: 'an alert while available < desired for 10 min, and one on none',
        };
      }
    },
  },
  {
    id: 'OB11',
    title: 'no runbook',
    severity: 'medium',
    item: 'runbooks',
    reads: 'annotations',
    source: alerting,
    *check(world): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        if (one.alert === '' || !/critical|page/.test(one.severity)) continue;
        if (Object.keys(mapOf(field(one.data, 'annotations'))).some((key) => /runbook/.test(key)))
          continue;
        yield {
          part: one.part,
          path: [...one.path, 'alert'],
          message: `${one.alert} is ${one.severity} and names no runbook`,
          why: 'whoever is called at night begins by searching',
          fix: 'annotations.runbook_url',
        };
      }
    },
  },
  {
    id: 'OB12',
    title: 'an alert by each instance that a rate was taken from',
    severity: 'medium',
    item: 'alerts',
    reads: 'rate windows',
    source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
    *check(world): Generator<Sighting> {
      for (const one of rulesIn(world)) {
        const rateOfSum = /(?:rate|increase|irate)\(\s*sum/.test(one.expr);
        const rateOfGauge = /(?:rate|increase)\(\s*\w+(?:_ratio|_bytes_used|_percent)\b/.test(
          one.expr,
        );
        if (!rateOfSum && !rateOfGauge) continue;
        yield {
          part: one.part,
          path: [...one.path, 'expr'],
          message: rateOfSum ? 'a rate of a sum' : 'a rate of a gauge',
          why: rateOfSum
            ? 'a counter that starts again is no more seen in the sum: each restart is a peak or a hole'
            : 'rate takes each fall for a restart',
          fix: rateOfSum ? 'sum(rate(...))' : 'delta or deriv',
        };
      }
    },
  },
  {
    id: 'OB06',
    title: 'a panel that is empty when all is well, or hides what is worst',
    severity: 'high',
    item: 'dashboard',
    reads: 'Grafana panels',
    source: staleness,
    *check(world): Generator<Sighting> {
      for (const { part, path, title, expr } of panels(world)) {
        const [above = '', below = ''] = expr.split(/\/\s*(?=sum|\()/);
        const filter = /\{[^}]*(=~|!~|!=|=)\s*"[^"]*(?:5\.\.|5xx)[^"]*"[^}]*\}/.exec(above);
        if (
          filter === null ||
          below === '' ||
          /or\s+(?:vector|\()/.test(expr) ||
          /or\s+0\s*\*/.test(expr)
        )
          continue;
        const isGood = filter[1] === '!~' || filter[1] === '!=';
        yield {
          part,
          path,
          message: isGood
            ? `"${title}" has no row for a service whose requests all fail`
            : `"${title}" is empty while there are no errors`,
          why: isGood
            ? 'without one good request the series above the line does not exist, and the division drops the row: 0% looks like nothing'
            : 'without one error the series above the line does not exist: "no data" instead of 100%',
          fix: isGood ? '(good or 0 * total) / total' : 'or vector(0) above the line',
        };
      }
    },
  },
  {
    id: 'OB13',
    title: 'colours that are not the promise',
    severity: 'medium',
    item: 'dashboard',
    reads: 'thresholds, objective',
    source: 'https://grafana.com/docs/grafana/latest/panels-visualizations/configure-thresholds/',
    *check(world, { objective }): Generator<Sighting> {
      for (const part of world.part('grafana')) {
        for (const [p, panel] of listOf(field(part.data, 'panels')).entries()) {
          const thresholds = field(panel, 'fieldConfig', 'defaults', 'thresholds');
          const path: readonly Step[] = ['panels', p, 'fieldConfig', 'defaults', 'thresholds'];
          if (Array.isArray(thresholds)) {
            yield {
              part,
              path,
              message: `the thresholds of "${textOf(field(panel, 'title')) ?? ''}" are a list`,
              why: 'Grafana reads thresholds.steps, in rising order with a base first: a list is ignored, and the panel has one colour',
              fix: 'thresholds: { mode: absolute, steps: [...] }',
            };
          }
          const steps = Array.isArray(thresholds)
            ? listOf(thresholds)
            : listOf(field(thresholds, 'steps'));
          const green = steps.find((step) => field(step, 'color') === 'green');
          const bound = numberOf(field(green, 'value'));
          if (
            bound === undefined ||
            field(panel, 'fieldConfig', 'defaults', 'unit') !== 'percent' ||
            (objective !== undefined && bound >= objective * 100)
          )
            continue;
          const title = textOf(field(panel, 'title')) ?? '';
          yield objective === undefined
            ? {
                part,
                path,
                message: `"${title}" is green from ${bound}%; what is promised is not known`,
                why: 'green must begin at the objective',
                fix: 'green from the objective',
                missing: ['objective'],
                severity: 'low',
              }
            : {
                part,
                path,
                message: `"${title}" is green from ${bound}%, and ${percent(objective)} is promised`,
                why: `(100 - ${bound}) / (100 - ${Number((objective * 100).toFixed(4))}) = ${Number(((100 - bound) / ((1 - objective) * 100)).toFixed(1))}: it is green while so many times the budget is used`,
                fix: `green from ${Number((objective * 100).toFixed(4))}`,
              };
        }
      }
    },
  },
  {
    id: 'OB14',
    title: 'an average over all services',
    severity: 'low',
    item: 'dashboard',
    reads: 'Grafana panels',
    source: workbook,
    *check(world): Generator<Sighting> {
      for (const { part, path, title, expr } of panels(world)) {
        if (!/histogram_quantile/.test(expr) || !/by\s*\(\s*le\s*\)/.test(expr)) continue;
        // One that is named is one service.
        if (/\b(?:job|service|app|namespace)=~?"/.test(expr)) continue;
        yield {
          part,
          path,
          message: `"${title}" puts the latency of all services into one`,
          why: 'a slow service with few requests is not to be seen among quick ones',
          fix: 'by (le, service)',
        };
      }
    },
  },
  {
    id: 'OB15',
    title: 'Prometheus with no way to tell',
    severity: 'high',
    item: 'alerts',
    reads: 'prometheus.yml: alerting, rule_files',
    source:
      'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config',
    *check(world): Generator<Sighting> {
      for (const part of world.part('prometheus')) {
        const managers = listOf(field(part.data, 'alerting', 'alertmanagers'));
        const hasRules = listOf(field(part.data, 'rule_files')).length > 0;
        if (!hasRules || managers.length > 0) continue;
        yield {
          part,
          path: ['rule_files'],
          message: 'rules, and no Alertmanager',
          why: 'alerts fire and nobody is told',
          fix: 'alerting.alertmanagers, two of them',
        };
      }
    },
  },
];
