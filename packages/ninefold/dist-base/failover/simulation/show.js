/** An observation, command or transition on one line: its kind, then its other fields. */
export function show(message) {
    const fields = Object.entries(message)
        .filter(([name]) => name !== 'kind')
        .map(([name, value]) => `${name} ${showValue(value)}`);
    return [message.kind, ...fields].join(' ');
}
function showValue(value) {
    if (typeof value === 'number')
        return String(Math.round(value * 10) / 10);
    if (typeof value === 'object' && value !== null) {
        return `(${Object.entries(value)
            .map(([name, inner]) => `${name} ${String(inner)}`)
            .join(' ')})`;
    }
    return String(value);
}
//# sourceMappingURL=show.js.map