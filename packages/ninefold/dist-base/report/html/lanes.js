import { latencyMs } from '../../history/service-level.js';
import { html } from './markup.js';
import { px } from './scale.js';
/** Narrowest bar (px). More operations than bars share one. */
const BAR_PX = 4;
/** Marks are put on a grid this fine (px): what would cover each other is drawn once. */
const DOT_CELL_PX = 2;
const CROSS_CELL_PX = 3;
/**
 * Operations by due time, above the line those that ended ok, below it the others: filled for
 * failed, hollow for unknown. A column's height is its share of the busiest column.
 */
export function outcomeBars(operations, x, extent, line) {
    const [left, right] = extent;
    const columns = new Map();
    for (const op of operations) {
        const at = x(op.dueMs);
        if (at < left || at > right)
            continue;
        const slot = Math.floor((at - left) / BAR_PX);
        const column = columns.get(slot) ?? { ok: 0, failed: 0, unknown: 0 };
        column[op.outcome]++;
        columns.set(slot, column);
    }
    const busiest = Math.max(1, ...[...columns.values()].map(({ ok, failed, unknown }) => Math.max(ok, failed + unknown)));
    let ok = '';
    let failed = '';
    let unknown = '';
    for (const [slot, column] of columns) {
        const middle = px(left + (slot + 0.5) * BAR_PX);
        if (column.ok > 0)
            ok += `M${middle} ${px(line.yPx)}v${px((-line.upPx * column.ok) / busiest)}`;
        const failedPx = (line.downPx * column.failed) / busiest;
        const unknownPx = (line.downPx * column.unknown) / busiest;
        if (column.failed > 0)
            failed += `M${middle} ${px(line.yPx)}v${px(failedPx)}`;
        if (column.unknown > 0)
            unknown += `M${px(left + slot * BAR_PX + 0.9)} ${px(line.yPx + failedPx + 0.5)}h2.2v${px(Math.max(1, unknownPx - 1))}h-2.2z`;
    }
    return html `<path class="bars-ok" stroke-width="2.6" d="${ok}" /><path
      class="bars-failed"
      stroke-width="2.6"
      d="${failed}"
    /><path class="bars-unknown" d="${unknown}" />`;
}
/** One mark a place: operations that would be drawn over each other are drawn once. */
export function latencyDots(operations, x, y, extent) {
    const paths = { ok: new Set(), failed: new Set(), unknown: new Set() };
    for (const op of operations) {
        const at = x(op.dueMs);
        if (at < extent[0] || at > extent[1])
            continue;
        const cell = op.outcome === 'ok' ? DOT_CELL_PX : CROSS_CELL_PX;
        const snap = (position) => Math.round(position / cell) * cell;
        paths[op.outcome].add(`M${snap(at)} ${snap(y(latencyMs(op)))}`);
    }
    return html `<path class="dots-ok" d="${draw(paths.ok, 'h0')}" /><path
      class="cross"
      d="${draw(paths.failed, 'm-2-2l4 4m0-4l-4 4')}"
    /><path class="ring" d="${draw(paths.unknown, 'm-2-2h4v4h-4z')}" />`;
}
function draw(places, shape) {
    return [...places].map((place) => place + shape).join('');
}
/** A diamond where a write was acknowledged that is missing in the end; one for each `gridPx`. */
export function lostMarks(lost, x, yPx, extent, gridPx) {
    const places = new Set(lost
        .map((op) => x(op.endedMs))
        .filter((at) => at >= extent[0] && at <= extent[1])
        .map((at) => Math.round(at / gridPx) * gridPx));
    const path = [...places].map((at) => `M${at} ${px(yPx - 5)}l4 5l-4 5l-4-5z`).join('');
    return html `<path class="lost" d="${path}" />`;
}
//# sourceMappingURL=lanes.js.map