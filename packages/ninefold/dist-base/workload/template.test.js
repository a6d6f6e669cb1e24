import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileTemplate } from './template.js';
/** What the template must equal: replace in every string of the tree, then serialize. */
function filled(value, id) {
    if (typeof value === 'string')
        return value.replaceAll('{{id}}', id);
    if (Array.isArray(value))
        return value.map((item) => filled(item, id));
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [filled(key, id), filled(item, id)]));
}
const request = { method: 'POST', path: '/', headers: {} };
it('fills in the id in path, headers and deep in the JSON', () => {
    const template = compileTemplate({
        method: 'PUT',
        path: '/orders/{{id}}?copy={{id}}',
        headers: { 'X-Order': 'a-{{id}}' },
        json: { id: '{{id}}', lines: [{ ref: 'r/{{id}}', count: 2 }] },
    });
    expect(template.path('a b/ü')).toBe('/orders/a%20b%2F%C3%BC?copy=a%20b%2F%C3%BC');
    expect(template.headers('7').slice(0, 2)).toEqual(['X-Order', 'a-7']);
    expect(template.headers('7')).toContain('application/json');
    expect(template.body('"7"')).toBe(JSON.stringify({ id: '"7"', lines: [{ ref: 'r/"7"', count: 2 }] }));
});
it('equals a deep replacement for any JSON and any id', () => {
    const text = fc.array(fc.constantFrom('{{id}}', '{', '"', '\\', 'x', 'é')).map((p) => p.join(''));
    const keys = fc.string({ minLength: 1 }).filter((key) => key !== '__proto__');
    const json = fc.letrec((tie) => ({
        node: fc.oneof(text, fc.integer(), fc.constant(null), fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(keys, tie('node'), { maxKeys: 4 })),
    })).node;
    fc.assert(fc.property(json, fc.string({ minLength: 1 }), (value, id) => {
        const body = compileTemplate({ ...request, json: value }).body(id);
        // `replaceAll` would expand `$` patterns in the id.
        expect(JSON.parse(body ?? '')).toEqual(JSON.parse(JSON.stringify(filled(value, id.replaceAll('$', '$$$$')))));
    }));
});
it('sends no body and no content type without json', () => {
    const template = compileTemplate(request);
    expect(template.body('1')).toBeNull();
    expect(template.headers('1')).toEqual(['user-agent', 'ninefold']);
});
it("keeps the contract's own content type", () => {
    const headers = { 'Content-Type': 'application/vnd.orders+json' };
    const template = compileTemplate({ ...request, headers, json: {} });
    expect(template.headers('1')).not.toContain('application/json');
});
//# sourceMappingURL=template.test.js.map