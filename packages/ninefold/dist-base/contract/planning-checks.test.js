import { expect, test } from 'vitest';
import { parseContract } from './parse-contract.js';
const rest = 'stores: { orders: postgres }\n';
const app = 'app: { run: [node, server.js], replicas: 3 }\nworkload: { write: POST /o, read: "GET /o/{{id}}" }\n';
const start = 'service: a\npromise: { availability: 99.9% }\n';
/** What stands between « and » is what the problem must point at. */
test.each([
    [
        `service: a\npromise: { availability: «100%» }\n${rest}`,
        'nothing is available 100% of the time',
    ],
    [
        `service: a\npromise: { availability: { objective: «1» } }\n${rest}`,
        'nothing is available 100% of the time',
    ],
    [
        `${start}${app}assumptions: { app: { needed: «4» } }\n`,
        '4 replicas are needed, and there are 3',
    ],
    [
        `${start}${rest}assumptions: { maintenance: { every: 1h, lasts: «60m» } }\n`,
        'a downtime of 1h every 1h never ends',
    ],
    [`${start}${rest}calls: { pay: «100%» }\n`, 'nothing is available 100% of the time'],
    [
        `${start}${rest}calls: { pay: { availability: «100%» } }\n`,
        'nothing is available 100% of the time',
    ],
    [
        `${start}${rest}calls: { pay: { availability: 99%, needs: [«other»] } }\n`,
        'there is no call "other"',
    ],
    [
        `${start}${rest}assumptions: { host: { mtbf: «1 fortnight», mttr: 1m } }\n`,
        '"1 fortnight" has an unknown unit of time',
    ],
    [`${start}${rest}assumptions: { host: { mtbf: «0», mttr: 1m } }\n`, '0 is too short'],
    [`${start}${rest}prices: { replica: «-1» }\n`, '-1 is not a price'],
])('%s', (marked, message) => {
    const result = parseContract(marked.replaceAll(/[«»]/g, ''), 'ninefold.yaml');
    if (result.ok)
        throw new Error('it was taken');
    expect(result.problems).toHaveLength(1);
    const [problem] = result.problems;
    expect(problem?.message).toBe(message);
    const before = marked.slice(0, marked.indexOf('«')).replaceAll(/[«»]/g, '');
    const lines = before.split('\n');
    expect([problem?.line, problem?.column]).toEqual([lines.length, (lines.at(-1) ?? '').length + 1]);
});
test('a cycle among calls is told at each of its needs', () => {
    const calls = 'calls:\n  a: { availability: 99%, needs: [b] }\n  b: { availability: 99%, needs: [c] }\n  c: { availability: 99%, needs: [a] }\n';
    const result = parseContract(start + rest + calls, 'f');
    if (result.ok)
        throw new Error('it was taken');
    expect(result.problems.map(({ path, message }) => [path, message])).toEqual([
        ['calls.a.needs[0]', 'a needs b needs c needs a'],
        ['calls.b.needs[0]', 'b needs c needs a needs b'],
        ['calls.c.needs[0]', 'c needs a needs b needs c'],
    ]);
});
test('what is written is read, and what is not stays absent', () => {
    const text = `${start}${rest}assumptions:
  host: { mtbf: 100h, mttr: 10m }
  zone: { count: 3, mtbf: 1000h }
  failover: { coverage: 95%, promote: 2s }
  repair: weibull
  maintenance: { every: 30d, lasts: 10m }
prices: { member: 120.5 }
calls: { pay: { availability: 99.9%, fallback: 50%, cache: { hits: 80%, lasts: 10m } } }
`;
    const result = parseContract(text, 'f');
    if (!result.ok)
        throw new Error(JSON.stringify(result.problems));
    expect(result.contract.assumptions).toEqual({
        host: { mtbfMs: 360_000_000, mttrMs: 600_000 },
        zone: { count: 3, mtbfMs: 3_600_000_000 },
        failover: { coverage: 0.95, promoteMs: 2000 },
        repair: 'weibull',
        maintenance: { everyMs: 2_592_000_000, lastsMs: 600_000 },
    });
    expect(result.contract.prices).toEqual({ member: 120.5 });
    expect(result.contract.calls[0]).toMatchObject({
        fallback: 0.5,
        cache: { hits: 0.8, lastsMs: 600_000 },
    });
});
//# sourceMappingURL=planning-checks.test.js.map