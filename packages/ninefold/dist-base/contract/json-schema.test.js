import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { initTemplate } from './init-template.js';
import { contractJsonSchema } from './json-schema.js';
import { parseContract } from './parse-contract.js';
const schema = contractJsonSchema();
const accepts = new Ajv({ strict: false }).compile(schema);
test('the schema.json that is shipped is the one of this source', () => {
    const shipped = readFileSync(new URL('../../schema.json', import.meta.url), 'utf8');
    expect(shipped, 'run: node packages/ninefold/scripts/write-schema.mjs').toBe(`${JSON.stringify(schema, undefined, 2)}\n`);
});
test('every property is explained, and has a default, a text on its default, or is required', () => {
    const unexplained = [];
    const visit = (node, path) => {
        if (Array.isArray(node))
            for (const item of node)
                visit(item, path);
        if (!isRecord(node))
            return;
        const required = node['required'];
        if (isRecord(node['properties'])) {
            for (const [name, property] of Object.entries(node['properties'])) {
                const stated = isRecord(property) ? property['description'] : undefined;
                const description = typeof stated === 'string' ? stated : '';
                const isRequired = Array.isArray(required) && required.includes(name);
                const hasDefault = isRecord(property) && Object.hasOwn(property, 'default');
                const optional = ['app', 'regions', 'write', 'read'].includes(name);
                const says = hasDefault || isRequired || optional || description.includes('Default');
                if (description === '' || !says)
                    unexplained.push(`${path}.${name}`);
                visit(property, `${path}.${name}`);
            }
        }
        visit(node['anyOf'], path);
        visit(node['additionalProperties'], `${path}.*`);
    };
    visit(schema, '');
    expect(unexplained).toEqual([]);
});
const shortest = {
    service: 'checkout',
    promise: { availability: '99.9%' },
    stores: { orders: 'postgres' },
};
describe('takes what the parser takes', () => {
    test.each([
        ['the shortest contract', shortest],
        ['what init writes', parse(initTemplate('checkout'))],
        ['a ratio as a number', { ...shortest, promise: { availability: 0.999, rpo: 0, rto: '0' } }],
        [
            'the long form of a store',
            { ...shortest, stores: { o: { members: 2, failover: { heartbeat: '50ms' } } } },
        ],
        [
            'faults in words',
            {
                ...shortest,
                proof: {
                    faults: ['kill store primary', 'delay store standbys by 5s, then kill store primary'],
                },
            },
        ],
        [
            'a call',
            { ...shortest, calls: { api: '99%', other: { availability: '99.9%', attempts: 2 } } },
        ],
    ])('%s', (_what, data) => {
        expect(accepts(data), JSON.stringify(accepts.errors)).toBe(true);
        expect(parseContract(JSON.stringify(data), 'ninefold.yaml').ok).toBe(true);
    });
});
describe('refuses what the parser refuses', () => {
    test.each([
        ['no service', { ...shortest, service: undefined }],
        ['an unknown key', { ...shortest, servce: 'a' }],
        ['an unknown key within', { ...shortest, promise: { availability: '99%', rtoo: '5s' } }],
        ['a percentage without its sign', { ...shortest, promise: { availability: 99.95 } }],
        ['a promise of nothing', { ...shortest, promise: { availability: '0%' } }],
        ['a duration without a unit', { ...shortest, promise: { availability: '99%', rto: 5 } }],
        ['a wait of nothing', { ...shortest, proof: { recoveryTimeout: '0' } }],
        ['a rate without a unit', { ...shortest, workload: { rate: 200 } }],
        ['another engine', { ...shortest, stores: { orders: 'mysql' } }],
        ['the name of a store', { ...shortest, stores: { Orders: 'postgres' } }],
        ['ten members', { ...shortest, stores: { orders: { members: 10 } } }],
        ['a command in one text', { ...shortest, app: { run: 'node server.js' } }],
        ['a method in lower case', { ...shortest, workload: { write: 'post /orders' } }],
        ['a path without its slash', { ...shortest, app: { run: ['a'], health: 'health' } }],
        ['an unknown fault', { ...shortest, proof: { faults: ['bandwidth app'] } }],
        ['no faults', { ...shortest, proof: { faults: [] } }],
        ['a port beyond', { ...shortest, balancer: { port: 65_536 } }],
    ])('%s', (_what, data) => {
        const plain = JSON.parse(JSON.stringify(data));
        expect(accepts(plain)).toBe(false);
        expect(parseContract(JSON.stringify(data), 'ninefold.yaml').ok).toBe(false);
    });
});
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=json-schema.test.js.map