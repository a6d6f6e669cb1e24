const PLACEHOLDER = '{{id}}';
/**
 * Prepares a request. `{{id}}` stands for the operation's id in the path (URL-encoded), in header
 * values, and in every string and key of `json`, however deep (JSON-escaped). A JSON body gets
 * `content-type: application/json` unless the headers name another.
 */
export function compileTemplate(spec) {
    const path = spec.path.split(PLACEHOLDER);
    // The placeholder survives serialization unchanged: JSON escapes neither braces nor letters.
    const body = spec.json === undefined ? null : JSON.stringify(spec.json).split(PLACEHOLDER);
    const given = Object.entries(spec.headers);
    const names = new Set(given.map(([name]) => name.toLowerCase()));
    if (!names.has('user-agent'))
        given.push(['user-agent', 'ninefold']);
    if (body !== null && !names.has('content-type')) {
        given.push(['content-type', 'application/json']);
    }
    const headers = given.map(([name, value]) => ({ name, parts: value.split(PLACEHOLDER) }));
    return {
        method: spec.method,
        path: (id) => path.join(encodeURIComponent(id)),
        headers(id) {
            const filled = [];
            for (const { name, parts } of headers)
                filled.push(name, parts.join(id));
            return filled;
        },
        body: (id) => body && body.join(JSON.stringify(id).slice(1, -1)),
    };
}
//# sourceMappingURL=template.js.map