import type { Contract } from '../../contract/contract.ts';
import type { Rendered } from '../rendered.ts';
/**
 * Objects for Kubernetes 1.30 or later, laid out for Kustomize: `base` has the app, `stores` the
 * stores and logs, and `overlays/<region>` is what is applied.
 */
export declare function renderKubernetesTarget(contract: Contract): Rendered;
//# sourceMappingURL=target.d.ts.map