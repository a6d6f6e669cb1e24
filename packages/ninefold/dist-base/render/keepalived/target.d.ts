import type { Contract } from '../../contract/contract.ts';
import type { Rendered } from '../rendered.ts';
/** `keepalived.conf` and its health check for each host of HAProxy. */
export declare function renderKeepalivedTarget(contract: Contract): Rendered;
//# sourceMappingURL=target.d.ts.map