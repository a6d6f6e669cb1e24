import { expect, test } from 'vitest';
import { initTemplate } from './init-template.js';
import { parseContract } from './parse-contract.js';
test('parses as it is written, and says what a newcomer would want', () => {
    const parsed = parseContract(initTemplate('checkout'), 'ninefold.yaml');
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    expect(parsed.ok && parsed.contract).toMatchObject({
        service: 'checkout',
        promise: { availability: { objective: 0.999 }, rtoMs: 5000, rpoMs: 0 },
        stores: [{ name: 'orders', members: 3, replication: 'synchronous' }],
    });
});
test('its first line leads editors to the schema', () => {
    expect(initTemplate('checkout').split('\n')[0]).toBe('# yaml-language-server: $schema=./node_modules/ninefold/schema.json');
});
test.each([
    ['checkout', 'checkout'],
    ['@scope/My Service_2', 'scope-my-service-2'],
    ['42nd-street', 'nd-street'],
    ['', 'my-service'],
    ['null', 'my-service'],
    ['---', 'my-service'],
    ['a: b\nc', 'a-b-c'],
    ['x'.repeat(62) + '-y', 'x'.repeat(62)],
])('a folder called %j makes the service %j', (folder, service) => {
    const parsed = parseContract(initTemplate(folder), 'ninefold.yaml');
    expect(parsed.ok && parsed.contract.service).toBe(service);
});
// An option that is commented out must still be right once its # is gone.
const commented = initTemplate('checkout')
    .split('\n')
    .flatMap((line, index) => /^\s*# (\w+:|- )/.test(line) && !/^# (What|Without)/.test(line) ? [index] : []);
test('offers its options as comments', () => {
    expect(commented.length).toBeGreaterThan(15);
});
test.each(commented)('line %# of the comments is a right option', (index) => {
    const lines = initTemplate('checkout').split('\n');
    const line = lines[index] ?? '';
    const option = line.replace('# ', '');
    const key = /^(\s*)(\w+):/.exec(option);
    let uncommented = lines.with(index, option);
    if (key !== null) {
        const [, indent = '', name = ''] = key;
        // It replaces what stands there by default.
        const same = new RegExp(`^${indent}${name}: `);
        uncommented = uncommented.filter((other, at) => at === index || !same.test(other));
        if (name === 'regions') {
            uncommented = uncommented.filter((other) => !other.startsWith('topology'));
        }
        if (name === 'calls') {
            uncommented = uncommented.map((other) => other.replace('#   payment-api', '  payment-api'));
        }
    }
    const parsed = parseContract(uncommented.join('\n'), 'ninefold.yaml');
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});
//# sourceMappingURL=init-template.test.js.map