/**
 * The longest that any of `operations` waited until *some* operation was acknowledged (ms): how
 * long nobody was served, whether anything failed or not.
 *
 * @param all every operation of the trial
 * @param endMs the window's end, up to which an operation waits that nothing follows
 */
export function longestStall(operations, all, endMs) {
    const acknowledgements = all
        .filter((op) => op.outcome === 'ok')
        .map((op) => op.endedMs)
        .toSorted((a, b) => a - b);
    const dues = operations.map((op) => op.dueMs).toSorted((a, b) => a - b);
    let stallMs = 0;
    let next = 0;
    for (const dueMs of dues) {
        while (next < acknowledgements.length && (acknowledgements[next] ?? 0) < dueMs)
            next++;
        stallMs = Math.max(stallMs, (acknowledgements[next] ?? Math.max(endMs, dueMs)) - dueMs);
    }
    return stallMs;
}
/** The longest that any of the operations took, from its due time (ms); 0 for none. */
export function longestWait(operations) {
    return operations.reduce((longest, op) => Math.max(longest, op.endedMs - op.dueMs), 0);
}
//# sourceMappingURL=waits.js.map