import type { AlertLinks } from '../contract/slo-section.ts';
/** The uid of a service's dashboard; Grafana's are 40 characters at most. */
export declare function dashboardUid(service: string): string;
/** Where an alert's dashboard is: a path when nobody said where Grafana is. */
export declare function dashboardLink(service: string, { dashboards }: AlertLinks): string;
/** Where an alert's runbook is: a relative path when nobody said where they are published. */
export declare function runbookLink(file: string, { runbooks }: AlertLinks): string;
//# sourceMappingURL=links.d.ts.map