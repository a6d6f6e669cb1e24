import type { TierAnswer } from '../../model/plan.ts';
import type { Markup } from '../html/markup.ts';
/** The tiers as blocks in series, each with its members and its availability; the weakest is marked. */
export declare function blockDiagram(tiers: readonly TierAnswer[]): Markup;
/** The tier whose loss costs most. */
export declare function weakestOf(tiers: readonly TierAnswer[]): TierAnswer | undefined;
//# sourceMappingURL=block-diagram.d.ts.map