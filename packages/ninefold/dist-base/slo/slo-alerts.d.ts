import type { Alert } from './alert.ts';
import type { RunbookStep } from './runbook.ts';
import type { Slo } from './slo.ts';
/** How to see, mend and fail over what is behind an SLO: it depends on what runs. */
export interface Remedies {
    readonly mend: readonly RunbookStep[];
    readonly failover: readonly RunbookStep[];
}
/** The alerts that are looked at every minute: pages. */
export declare function fastAlerts(slo: Slo, remedies: Remedies): readonly Alert[];
/** The alerts that are looked at every 5 minutes: tickets. */
export declare function slowAlerts(slo: Slo, remedies: Remedies): readonly Alert[];
//# sourceMappingURL=slo-alerts.d.ts.map