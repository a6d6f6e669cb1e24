import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Contract } from '../contract/contract.ts';
/**
 * The dashboard of a contract: a row for each objective, availability and latency, engines, and
 * failovers and alerts as annotations. Budgets are read from the series that the rules record.
 */
export declare function dashboardOf(contract: Contract): Dashboard;
//# sourceMappingURL=dashboard.d.ts.map