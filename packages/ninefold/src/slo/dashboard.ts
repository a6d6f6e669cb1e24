import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Contract } from '../contract/contract.ts';
import { enginePanels, failoverQuery } from './dashboard-engines.ts';
import { availabilityPanels, latencyPanel, objectivePanels } from './dashboard-objectives.ts';
import { DATASOURCE, queryOf } from './dashboard-panels.ts';
import { dashboardUid } from './links.ts';
import { labels } from './promql.ts';
import { slosOf } from './slo.ts';

/**
 * The dashboard of a contract: a row for each objective, availability and latency, engines, and
 * failovers and alerts as annotations. Budgets are read from the series that the rules record.
 */
export function dashboardOf(contract: Contract): Dashboard {
  const { service, app, promise, slo } = contract;
  const slos = slosOf(contract);
  let dashboard = new DashboardBuilder(`${service}: promise and budget`)
    .uid(dashboardUid(service))
    .description('Rendered by Ninefold from the contract: change that, and render again.')
    .tags(['ninefold', service])
    .timezone('browser')
    .readonly()
    .refresh('1m')
    .time({ from: 'now-24h', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(
      new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'),
    );
  for (const store of contract.stores) {
    dashboard = dashboard.annotation(
      annotation(`Failovers of ${store.name}`, 'purple', failoverQuery(store), {
        title: `failover of ${store.name}`,
        text: 'the primary is {{instance}}',
      }),
    );
  }
  dashboard = dashboard.annotation(
    annotation(
      'Alerts',
      'red',
      `ALERTS${labels({ alertstate: 'firing', service }, ['severity!="none"'])}`,
      {
        title: '{{alertname}}',
        text: '{{severity}} {{slo}}{{store}}',
      },
    ),
  );
  if (slo.alerts.runbooks !== undefined) {
    dashboard = dashboard.link(
      new DashboardLinkBuilder('Runbooks').type(DashboardLinkType.Link).url(slo.alerts.runbooks),
    );
  }
  for (const one of slos.filter(({ region }) => region === undefined)) {
    dashboard = dashboard.withRow(new RowBuilder(`${one.name}: ${one.description}`));
    for (const panel of objectivePanels(one)) dashboard = dashboard.withPanel(panel);
  }
  dashboard = dashboard.withRow(new RowBuilder('By service and region'));
  for (const panel of availabilityPanels(slos)) dashboard = dashboard.withPanel(panel);
  dashboard = dashboard.withRow(new RowBuilder('Latency and engines'));
  const below = [
    ...(app === undefined ? [] : [latencyPanel(service, promise.latency?.belowMs)]),
    ...enginePanels(contract),
  ];
  for (const panel of below) dashboard = dashboard.withPanel(panel);
  return dashboard.build();
}

function annotation(
  name: string,
  color: string,
  expr: string,
  words: { readonly title: string; readonly text: string },
): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .target(queryOf({ expr, legend: name }, 'A').range())
    .titleFormat(words.title)
    .textFormat(words.text)
    .step('60s');
}
