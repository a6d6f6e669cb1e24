import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
/** By blackbox_exporter: `probe_ssl_earliest_cert_expiry` of targets with the service as label. */
export declare function certificateAlerts({ service }: Contract): readonly Alert[];
//# sourceMappingURL=certificate-alerts.d.ts.map