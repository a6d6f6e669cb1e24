import type { Contract } from '../contract/contract.ts';
import type { Alert, RuleGroup } from './alert.ts';
import { engineAlerts } from './engine-alerts.ts';
import { FAST_MS, SLOW_MS, fastRecords, slowRecords } from './recording.ts';
import { remediesOf } from './remedies.ts';
import { fastAlerts, slowAlerts } from './slo-alerts.ts';
import type { Remedies } from './slo-alerts.ts';
import { sloId, slosOf } from './slo.ts';
import type { Slo } from './slo.ts';
import { watchdogAlert } from './watchdog-alert.ts';

/** All that Prometheus is to evaluate for a contract: two groups an SLO, the watchdog, and the engines' own. */
export function ruleGroupsOf(contract: Contract): readonly RuleGroup[] {
  const remedies = remediesOf(contract);
  const engines: RuleGroup = {
    name: `${contract.service}-engines`,
    intervalMs: FAST_MS,
    records: [],
    alerts: engineAlerts(contract, remedies),
  };
  const watchdog: RuleGroup = {
    name: `${contract.service}-watchdog`,
    intervalMs: FAST_MS,
    records: [],
    alerts: [watchdogAlert(contract)],
  };
  return [...slosOf(contract).flatMap((slo) => sloGroups(slo, remedies)), watchdog, engines];
}

/** The groups of one SLO: what a page needs each minute, and what can wait for 5. */
export function sloGroups(slo: Slo, remedies: Remedies): readonly RuleGroup[] {
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
export function alertsOf(groups: readonly RuleGroup[]): readonly Alert[] {
  return groups.flatMap(({ alerts }) => alerts);
}
