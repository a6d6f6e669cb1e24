import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { initTemplate } from '../contract/init-template.js';
import { UNREADABLE_CONTRACT, redactContract } from './redact-contract.js';
test('keeps a contract without secrets as it is, comments and all', () => {
    const text = initTemplate('checkout');
    expect(redactContract(text)).toBe(text);
    const auth = 'stores:\n  sessions: { members: 3 } # of auth\ncalls: { token-api: { attempts: 3 } }\n';
    expect(redactContract(auth)).toBe(auth);
    const key = 'workload: { write: { headers: { Idempotency-Key: "{{id}}" } } }';
    expect(redactContract(key)).toBe(key);
});
describe('redacts the environment of an app', () => {
    test('as a block map, whatever the style of its values, and leaves what is around', () => {
        const text = `app:
  run: [node, server.js]   # the command
  environment:             # secrets
    PLAIN: s3cret-plain # why
    SINGLE: 's3cret ''single'
    DOUBLE: "s3cret \\"double"
    NUMBER: 53273
    EMPTY:
    LITERAL: |
      s3cret literal
      s3cret literal again

    FOLDED: >-
      s3cret folded
    MULTI: s3cret multi
      s3cret line
    TAGGED: !!str s3cret-tagged
  replicas: 3
`;
        expect(redactContract(text)).toBe(`app:
  run: [node, server.js]   # the command
  environment:             # secrets
    PLAIN: [redacted] # why
    SINGLE: [redacted]
    DOUBLE: [redacted]
    NUMBER: [redacted]
    EMPTY:
    LITERAL: [redacted]

    FOLDED: [redacted]
    MULTI: [redacted]
    TAGGED: !!str [redacted]
  replicas: 3
`);
    });
    test('as a flow map, with lines and comments inside', () => {
        const text = 'app: { environment: { A: s3cret,\n  # note\n  "B": "s3cret" }, replicas: 3 }';
        expect(redactContract(text)).toBe('app: { environment: { A: [redacted],\n  # note\n  "B": [redacted] }, replicas: 3 }');
        expect(redactContract('{"app":{"environment":{"A":"s3cret"}}}')).toBe('{"app":{"environment":{"A":[redacted]}}}');
    });
    test('through anchors, aliases, merges and keys that are aliases', () => {
        const text = `x-value: &value s3cret-1
x-map: &map { B: &inner s3cret-2 }
x-base: &base
  C: s3cret-3
x-key: &key environment
app:
  environment: { A: *value, D: *inner, <<: *base }
other: { environment: *map }
third: { *key : { E: s3cret-4 } }
`;
        const shown = redactContract(text);
        expect(shown).not.toContain('s3cret');
        expect(shown).toContain('x-value: &value [redacted]');
        expect(shown).toContain('environment: { A: *value, D: *inner, <<: *base }');
    });
    test('when an alias leads back to what holds it', () => {
        expect(redactContract('app: &app { environment: { A: s3cret, B: *app } }')).toBe('app: &app { environment: { A: [redacted], B: *app } }');
    });
});
test.each([
    'Authorization',
    'authorization',
    'Proxy-Authorization',
    'Cookie',
    'X-Api-Key',
    'x-auth-token',
    'X-Amz-Security-Token',
])('redacts the header %s', (name) => {
    const block = `workload:\n  read:\n    headers:\n      ${name}: Bearer s3cret\n      Accept: text/plain\n`;
    expect(redactContract(block)).toBe(block.replace('Bearer s3cret', '[redacted]'));
    const flow = `workload: { write: { headers: { "${name}": 's3cret', Accept: a/b } } }`;
    expect(redactContract(flow)).toBe(flow.replace("'s3cret'", '[redacted]'));
});
test('redacts what authenticates in a body', () => {
    expect(redactContract('json: { id: "{{id}}", user: { password: s3cret, name: a } }')).toBe('json: { id: "{{id}}", user: { password: [redacted], name: a } }');
});
describe('redacts user and password of a URL', () => {
    test.each([
        ['a: postgres://me:s3cret@db:5432/x', 'a: postgres://[redacted]@db:5432/x'],
        ['a: [--url, "https://s3cret@h/x"]', 'a: [--url, "https://[redacted]@h/x"]'],
        ['a: 1 # was redis://:s3cret@h/0', 'a: 1 # was redis://[redacted]@h/0'],
        ['a: amqp://me:s3/c?r#e@t@h/x', 'a: amqp://[redacted]@h/x'],
        ['"http://u:s3cret@h": 1', '"http://[redacted]@h": 1'],
        ['a: "postgres:\\/\\/me:s3cret@db"', 'a: [redacted]'],
        ['a: "postgres://me:\\\n  s3cret@db"', 'a: [redacted]'],
    ])('%s', (text, shown) => {
        expect(redactContract(text)).toBe(shown);
    });
    test('and no URL without them', () => {
        const text = 'a: http://h:80/x # me@example.org, https://h/a@2x.png, https://h/@scope/p\n';
        expect(redactContract(text)).toBe(text);
    });
});
test('shows nothing of a text that can not be read', () => {
    for (const text of [
        'app: { environment: { A: s3cret }',
        'environment: { A: s3cret }\n---\nb: 1',
        '\tenvironment:\n  - s3cret: : [',
        '['.repeat(50_000),
    ])
        expect(redactContract(text)).toBe(UNREADABLE_CONTRACT);
});
test('takes no long time for a text that is made to take it', () => {
    const words = '://:'.repeat(60_000);
    expect(redactContract(`a: "${words}"`)).toContain('://:');
});
test('property: no value of an environment or of a secret header is shown', () => {
    // Letters that no word of the contract around it has, so that none is found by accident.
    const secret = fc
        .tuple(fc.stringMatching(/^Q[QXZ0-9]{7,12}$/), fc.string({ unit: 'binary', maxLength: 20 }))
        .map(([core, rest]) => [core, `${core}${rest.replaceAll(/[\ud800-\udfff]/g, '')}`]);
    fc.assert(fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.record({
        collectionStyle: fc.constantFrom('any', 'block', 'flow'),
        defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL'),
        lineWidth: fc.constantFrom(0, 30),
    }), (secrets, options) => {
        const values = Object.fromEntries(secrets.map(([, value], i) => [`V${i}`, value]));
        const headers = Object.fromEntries(secrets.map(([, value], i) => [`a-token-${i}`, value]));
        const text = stringify({ app: { environment: values, replicas: 3 }, workload: { read: { headers } } }, options);
        const shown = redactContract(text);
        for (const [core] of secrets)
            expect(shown).not.toContain(core);
        expect(shown).toContain('replicas');
    }), { numRuns: 200 });
});
//# sourceMappingURL=redact-contract.test.js.map