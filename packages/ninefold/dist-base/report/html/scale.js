/** @param domain two values, mapped to the two positions of `range`; equal ones map to its middle */
export function linearScale(domain, range) {
    const [from, to] = domain;
    const [start, end] = range;
    if (to === from)
        return () => (start + end) / 2;
    return (value) => start + ((value - from) / (to - from)) * (end - start);
}
/** As {@link linearScale} by the logarithm; values outside the domain are put at its ends. */
export function logScale(domain, range) {
    const inner = linearScale([Math.log(domain[0]), Math.log(domain[1])], range);
    return (value) => inner(Math.log(Math.min(domain[1], Math.max(domain[0], value))));
}
/** Round values between `from` and `to`, about `wanted` of them; 0 is one if it lies between. */
export function ticks(from, to, wanted) {
    const raw = (to - from) / wanted;
    if (!(raw > 0))
        return [from];
    const magnitude = 10 ** Math.floor(Math.log10(raw));
    const step = ([1, 2, 5].find((m) => m * magnitude >= raw) ?? 10) * magnitude;
    const first = Math.ceil(from / step);
    return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}
/** A coordinate with one decimal: a tenth of a pixel is not seen, and the file stays small. */
export function px(position) {
    return String(Math.round(position * 10) / 10);
}
//# sourceMappingURL=scale.js.map