import type { Operation } from '../../history/history.ts';
import type { Markup } from './markup.ts';
import type { Scale } from './scale.ts';
/**
 * Operations by due time, above the line those that ended ok, below it the others: filled for
 * failed, hollow for unknown. A column's height is its share of the busiest column.
 */
export declare function outcomeBars(operations: readonly Operation[], x: Scale, extent: readonly [leftPx: number, rightPx: number], line: {
    readonly yPx: number;
    readonly upPx: number;
    readonly downPx: number;
}): Markup;
/** One mark a place: operations that would be drawn over each other are drawn once. */
export declare function latencyDots(operations: readonly Operation[], x: Scale, y: Scale, extent: readonly [leftPx: number, rightPx: number]): Markup;
/** A diamond where a write was acknowledged that is missing in the end; one for each `gridPx`. */
export declare function lostMarks(lost: readonly Operation[], x: Scale, yPx: number, extent: readonly [leftPx: number, rightPx: number], gridPx: number): Markup;
//# sourceMappingURL=lanes.d.ts.map