import { BigValueGraphMode } from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
/** Chosen in the dashboard: nothing in it names a Prometheus. */
export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
/** A figure now. Without data it says so, and never 100 %. */
export function stat(words, expr) {
    const { title, description, unit, decimals, thresholds = [[null, 'text']], span } = words;
    const panel = new StatBuilder()
        .title(title)
        .description(description)
        .datasource(DATASOURCE)
        .unit(unit)
        .noValue('no data')
        .graphMode(BigValueGraphMode.None)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
        .thresholds(thresholdsOf(thresholds))
        .height(5)
        .span(span)
        .withTarget(queryOf({ expr, legend: title }, 'A').instant());
    return decimals === undefined ? panel : panel.decimals(decimals);
}
/** Figures over time. What is missing is a gap. */
export function graph(words, lines) {
    const { title, description, unit, decimals, thresholds, span } = words;
    let panel = new GraphBuilder()
        .title(title)
        .description(description)
        .datasource(DATASOURCE)
        .unit(unit)
        .spanNulls(false)
        .height(8)
        .span(span);
    if (decimals !== undefined)
        panel = panel.decimals(decimals);
    if (thresholds !== undefined)
        panel = panel.thresholds(thresholdsOf(thresholds));
    for (const [index, line] of lines.entries()) {
        panel = panel.withTarget(queryOf(line, String.fromCodePoint(65 + index)).range());
    }
    return panel;
}
/** @param refId unique in its panel */
export function queryOf({ expr, legend }, refId) {
    return new DataqueryBuilder().refId(refId).datasource(DATASOURCE).expr(expr).legendFormat(legend);
}
function thresholdsOf(steps) {
    return new ThresholdsConfigBuilder()
        .mode(ThresholdsMode.Absolute)
        .steps(steps.map(([value, color]) => ({ value, color })));
}
//# sourceMappingURL=dashboard-panels.js.map