/** The instants of a fault's steps (ms), ascending and never empty; the last is `faultAtMs`. */
export function faultInstants(record) {
    const earlier = (record.faultInstantsMs ?? []).filter((ms) => ms < record.faultAtMs);
    const [first, ...rest] = [...new Set(earlier)].toSorted((a, b) => a - b);
    return first === undefined ? [record.faultAtMs] : [first, ...rest, record.faultAtMs];
}
//# sourceMappingURL=fault-instants.js.map