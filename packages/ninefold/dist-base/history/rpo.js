/**
 * The recovery point of one trial: which acknowledged writes are missing when everything has
 * healed. Only `ok` operations count: an `unknown` one may be present or absent. An id that the
 * read-back could not read, or never asked for, makes the measure inconclusive.
 *
 * Source of the definition: ARCHITECTURE.md, "Measuring".
 */
export function measureRpo(record) {
    const acknowledged = record.operations.filter((op) => op.outcome === 'ok');
    const lost = acknowledged
        .filter((op) => record.found.get(op.id) === 0)
        .toSorted((a, b) => a.endedMs - b.endedMs || (a.id < b.id ? -1 : 1));
    const unreadable = acknowledged
        .filter((op) => typeof record.found.get(op.id) !== 'number')
        .map((op) => op.id);
    const first = lost[0];
    const last = lost.at(-1);
    return {
        acknowledged: acknowledged.length,
        lost,
        ...(first && last ? { window: { firstMs: first.endedMs, lastMs: last.endedMs } } : {}),
        rpoMs: first ? Math.max(0, record.faultAtMs - first.endedMs) : 0,
        unreadable,
        conclusive: unreadable.length === 0,
    };
}
//# sourceMappingURL=rpo.js.map