import type { Contract } from '../contract/contract.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { Rendered } from '../render/rendered.ts';
/** Rules for Prometheus, plain and as a PrometheusRule, and a runbook for each alert. */
export declare function renderPrometheusTarget(contract: Contract): Rendered;
/** `alertmanager.yml`. */
export declare function renderAlertmanagerTarget(contract: Contract): Rendered;
/** The SLOs as OpenSLO v1. */
export declare function renderOpenSloTarget(contract: Contract): Rendered;
/** What can be proved and yet not be watched by rules. */
export declare function sloMistakes({ promise, slo }: Contract): LocatedMistake[];
//# sourceMappingURL=targets.d.ts.map