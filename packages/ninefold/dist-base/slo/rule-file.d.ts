import type { AlertLinks } from '../contract/slo-section.ts';
import type { RuleGroup } from './alert.ts';
/** A rule file of Prometheus 2.42 or later. */
export declare function ruleFile(groups: readonly RuleGroup[], links: AlertLinks): string;
/** The same rules as an object of the Prometheus Operator. */
export declare function prometheusRule(service: string, namespace: string | undefined, groups: readonly RuleGroup[], links: AlertLinks): string;
//# sourceMappingURL=rule-file.d.ts.map