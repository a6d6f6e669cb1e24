import { stringify } from 'yaml';
import { decimals } from './recording.js';
import { sloId, slosOf } from './slo.js';
import { range } from './promql.js';
/**
 * OpenSLO v1: the service, and an SLO for each objective. Queries keep `{{window}}`, which OpenSLO
 * leaves to the tool that reads it. An agreement is an annotation: OpenSLO has no word for it.
 */
export function openSloText(contract) {
    const documents = [
        {
            apiVersion: 'openslo/v1',
            kind: 'Service',
            metadata: { name: contract.service },
            spec: { description: `The service ${contract.service}` },
        },
        ...slosOf(contract).map(sloDocument),
    ];
    const texts = documents.map((one) => stringify(one, { lineWidth: 0, aliasDuplicateObjects: false }));
    return `# Rendered by Ninefold from the contract.\n${texts.join('---\n')}`;
}
function sloDocument(slo) {
    const { service, name, objective, agreement, indicator, description, region } = slo;
    const annotations = {
        'ninefold/indicator': name,
        ...(agreement === undefined ? {} : { 'ninefold/agreement': String(agreement) }),
        ...(region === undefined ? {} : { 'ninefold/region': region }),
    };
    const source = (query) => ({
        metricSource: { type: 'Prometheus', spec: { query } },
    });
    const isSlices = indicator.kind === 'slices';
    return {
        apiVersion: 'openslo/v1',
        kind: 'SLO',
        metadata: { name: sloId(slo), displayName: `${service} ${name}`, annotations },
        spec: {
            description,
            service,
            indicator: {
                metadata: { name: sloId(slo) },
                spec: isSlices
                    ? { thresholdMetric: source(indicator.bad) }
                    : {
                        ratioMetric: {
                            counter: false,
                            bad: source(indicator.bad),
                            total: source(indicator.total),
                        },
                    },
            },
            timeWindow: [timeWindow(slo.window)],
            budgetingMethod: isSlices ? 'Timeslices' : 'Occurrences',
            objectives: [
                {
                    displayName: name,
                    ...(isSlices ? { op: 'lt', value: 1, timeSliceTarget: 1, timeSliceWindow: '1m' } : {}),
                    target: decimals(objective),
                },
            ],
        },
    };
}
function timeWindow(window) {
    if (window.kind === 'rolling')
        return { duration: range(window.lengthMs), isRolling: true };
    const { duration, startTime } = {
        week: { duration: '1w', startTime: '2024-01-01 00:00:00' },
        month: { duration: '1M', startTime: '2024-01-01 00:00:00' },
        quarter: { duration: '1Q', startTime: '2024-01-01 00:00:00' },
    }[window.period];
    return { duration, isRolling: false, calendar: { startTime, timeZone: 'UTC' } };
}
//# sourceMappingURL=openslo-export.js.map