import type { Contract } from '../contract/contract.ts';
import type { Alert, RuleGroup } from './alert.ts';
import type { Remedies } from './slo-alerts.ts';
import type { Slo } from './slo.ts';
/** All that Prometheus is to evaluate for a contract: two groups an SLO, and the engines' own. */
export declare function ruleGroupsOf(contract: Contract): readonly RuleGroup[];
/** The groups of one SLO: what a page needs each minute, and what can wait for 5. */
export declare function sloGroups(slo: Slo, remedies: Remedies): readonly RuleGroup[];
/** Every alert of some groups, in order. */
export declare function alertsOf(groups: readonly RuleGroup[]): readonly Alert[];
//# sourceMappingURL=rule-groups.d.ts.map