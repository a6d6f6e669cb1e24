import { engineAlerts } from './engine-alerts.js';
import { FAST_MS, SLOW_MS, fastRecords, slowRecords } from './recording.js';
import { remediesOf } from './remedies.js';
import { fastAlerts, slowAlerts } from './slo-alerts.js';
import { sloId, slosOf } from './slo.js';
/** All that Prometheus is to evaluate for a contract: two groups an SLO, and the engines' own. */
export function ruleGroupsOf(contract) {
    const remedies = remediesOf(contract);
    const engines = {
        name: `${contract.service}-engines`,
        intervalMs: FAST_MS,
        records: [],
        alerts: engineAlerts(contract, remedies),
    };
    return [...slosOf(contract).flatMap((slo) => sloGroups(slo, remedies)), engines];
}
/** The groups of one SLO: what a page needs each minute, and what can wait for 5. */
export function sloGroups(slo, remedies) {
    return [
        {
            name: `${sloId(slo)}-fast`,
            intervalMs: FAST_MS,
            records: fastRecords(slo),
            alerts: fastAlerts(slo, remedies),
        },
        {
            name: `${sloId(slo)}-slow`,
            intervalMs: SLOW_MS,
            records: slowRecords(slo),
            alerts: slowAlerts(slo, remedies),
        },
    ];
}
/** Every alert of some groups, in order. */
export function alertsOf(groups) {
    return groups.flatMap(({ alerts }) => alerts);
}
//# sourceMappingURL=rule-groups.js.map