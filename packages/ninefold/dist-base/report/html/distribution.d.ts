import type { FaultVerdict } from '../../history/verdict.ts';
import type { Markup } from './markup.ts';
/**
 * Every trial's RTO as a dot on one line, with the promise. Nothing when no trial recovered or
 * clients saw none: a row of zeros is better said than drawn.
 */
export declare function distribution(fault: FaultVerdict, promisedMs: number, id: string): Markup | undefined;
//# sourceMappingURL=distribution.d.ts.map