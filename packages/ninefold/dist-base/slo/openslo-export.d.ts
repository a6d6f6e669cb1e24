import type { Contract } from '../contract/contract.ts';
/**
 * OpenSLO v1: the service, and an SLO for each objective. Queries keep `{{window}}`, which OpenSLO
 * leaves to the tool that reads it. An agreement is an annotation: OpenSLO has no word for it.
 */
export declare function openSloText(contract: Contract): string;
//# sourceMappingURL=openslo-export.d.ts.map