import type { Contract } from '../contract/contract.ts';
import type { Rendered } from '../render/rendered.ts';
/** A dashboard for Grafana, as its provisioning or its import takes it. */
export declare function renderGrafanaTarget(contract: Contract): Rendered;
//# sourceMappingURL=dashboard-target.d.ts.map