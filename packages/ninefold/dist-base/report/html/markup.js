/**
 * A template for HTML and inline SVG. Texts are escaped for elements and for quoted attributes,
 * markup and lists of it are inserted, `undefined` is nothing.
 */
export function html(strings, ...values) {
    let source = strings[0] ?? '';
    for (const [i, value] of values.entries())
        source += render(value) + (strings[i + 1] ?? '');
    return { source };
}
function render(value) {
    if (value === undefined)
        return '';
    if (typeof value === 'number')
        return String(value);
    if (typeof value === 'string')
        return escapeHtml(value);
    if ('source' in value)
        return value.source;
    return value.map((one) => one.source).join('');
}
/** What HTML can't hold (control characters, lone surrogates) becomes U+FFFD. */
function escapeHtml(text) {
    return (text
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
        .replaceAll(/[\ud800-\udfff]/gu, '�')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'));
}
//# sourceMappingURL=markup.js.map