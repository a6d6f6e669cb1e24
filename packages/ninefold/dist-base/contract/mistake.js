/** The value was right. */
export function right(value) {
    return { ok: true, value };
}
/** The value was wrong, for one reason. */
export function wrong(message, expected, nearest) {
    return { ok: false, mistakes: [mistake(message, expected, nearest)] };
}
/** A mistake whose optional parts may be unknown. */
export function mistake(message, expected, nearest, span) {
    return {
        message,
        expected,
        ...(nearest === undefined ? {} : { nearest }),
        ...(span === undefined ? {} : { span: { offset: span.offset, length: span.length } }),
    };
}
/** A value as a message names it: short, and on one line. */
export function shown(value) {
    if (value === null || value === undefined)
        return 'nothing';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    if (typeof value !== 'string')
        return 'a mapping';
    const line = value.replaceAll(/\s+/g, ' ');
    return `"${line.length > maxShown ? `${line.slice(0, maxShown)}...` : line}"`;
}
const maxShown = 40;
//# sourceMappingURL=mistake.js.map