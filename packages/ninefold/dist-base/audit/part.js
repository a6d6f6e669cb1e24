/** The value under a path, or undefined. */
export function field(data, ...path) {
    let value = data;
    for (const step of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
            return undefined;
        }
        value = value[step];
    }
    return value;
}
export function listOf(value) {
    return Array.isArray(value) ? value : [];
}
export function mapOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : {};
}
export function textOf(value) {
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
/** A scalar as a message names it; nothing for a collection. */
export function wordOf(value) {
    return textOf(value) ?? (typeof value === 'boolean' ? String(value) : '');
}
/** A number, or text that is one. */
export function numberOf(value) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string' || !/^[+-]?\d+(\.\d+)?$/.test(value.trim()))
        return undefined;
    return Number(value);
}
/** YAML 1.1 and configuration files have many words for it; Patroni and Kafka take them all. */
export function booleanOf(value) {
    if (typeof value === 'boolean')
        return value;
    if (typeof value !== 'string')
        return undefined;
    const word = value.trim().toLowerCase();
    if (['true', 'on', 'yes', '1'].includes(word))
        return true;
    return ['false', 'off', 'no', '0'].includes(word) ? false : undefined;
}
//# sourceMappingURL=part.js.map