import type { Contract } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { Rendered } from '../rendered.ts';
/** `haproxy.cfg` for each host of HAProxy. */
export declare function renderHaproxyTarget(contract: Contract): Rendered;
/** Why there is no HAProxy to render for this contract. */
export declare function haproxyMistakes({ balancer }: Contract): LocatedMistake[];
//# sourceMappingURL=target.d.ts.map