import { describe, expect, test } from 'vitest';
import { parseContract, problemsAt } from '../contract/parse-contract.js';
import { targets } from './targets.js';
const strict = `service: checkout
promise: { availability: 99.95%, rto: 10s, rpo: 0 }
app:
  run: [node, server.js]
  replicas: 2
  hosts: ['10.0.0.41:8080', '10.0.0.42:8080']
stores:
  orders:
    engine: patroni
    hosts: [10.0.0.11, 10.0.0.12, 10.0.0.13]
    etcd: [10.0.0.21, 10.0.0.22, 10.0.0.23]
    backup: { repository: /mnt/backup }
balancer: { engine: haproxy, hosts: [10.0.0.31, 10.0.0.32], vip: 10.0.0.30/24 }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;
/** As the engines' own defaults would have it. */
const article = `service: ledger
promise: { availability: 99.9%, rto: 30s, rpo: 0 }
stores: { ledger: { engine: patroni, tuning: defaults, replication: asynchronous } }
`;
const relaxed = `service: ledger
promise: { availability: 99.9%, rto: 60s, rpo: 1m }
stores: { ledger: { engine: patroni, members: 5 } }
balancer: haproxy
`;
function contractOf(text) {
    const result = parseContract(text, 'ninefold.yaml');
    if (!result.ok)
        throw new Error(JSON.stringify(result.problems));
    return result.contract;
}
function filesOf(target, text) {
    const rendered = targets[target]?.(contractOf(text));
    if (rendered?.ok !== true)
        throw new Error(JSON.stringify(rendered));
    return rendered.files;
}
/** The problems as `ninefold render` tells them. */
function problemsOf(target, text) {
    const rendered = targets[target]?.(contractOf(text));
    if (rendered === undefined || rendered.ok)
        return [];
    return problemsAt(rendered.mistakes, text, 'ninefold.yaml').map(({ line, column, path, message, expected }) => `${line}:${column} ${path}: ${message}; expected ${expected}`);
}
/** Those that lay files out on hosts; the others' tests are beside them. */
const all = ['patroni', 'haproxy', 'keepalived', 'systemd'];
test.each([
    ...all.map((target) => ['strict', target, strict]),
    ['article', 'patroni', article],
    ['relaxed', 'patroni', relaxed],
    ['relaxed', 'haproxy', relaxed],
])('the golden files of %s for %s', async (name, target, text) => {
    const files = filesOf(target, text);
    const shown = files.map((file) => {
        const mode = file.mode === undefined ? '' : ` (mode ${file.mode.toString(8)})`;
        return `# >>> ${file.path}${mode}\n${file.text}`;
    });
    await expect(shown.join('\n')).toMatchFileSnapshot(`../../tests/golden/${name}.${target}.txt`);
});
describe.each(all)('%s', (target) => {
    test('is the same for the same contract, byte by byte', () => {
        expect(filesOf(target, strict)).toEqual(filesOf(target, strict));
    });
    test('writes each file once, below the folder of a host, with a newline at its end', () => {
        const files = filesOf(target, strict);
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        for (const { path, text } of files) {
            expect(path).toMatch(/^10\.0\.0\.\d+\/(?:[\w@.-]+\/)+[\w@.-]+$/);
            expect(path).not.toContain('..');
            expect(text).toMatch(/\S\n$/);
        }
    });
});
test('an rto that Patroni can not keep is refused where it stands, with the least that it can', () => {
    expect(problemsOf('patroni', strict.replace('rto: 10s', 'rto: 5s'))).toEqual([
        expect.stringMatching(/^2:39 promise\.rto: .*; expected an rto of at least 10s$/),
    ]);
});
test('rpo 0 with asynchronous replication is refused, unless the defaults were asked for', () => {
    const text = article.replace('tuning: defaults, ', '');
    expect(problemsOf('patroni', text)).toEqual([
        expect.stringContaining('stores.ledger.replication: asynchronous replication loses'),
    ]);
    expect(problemsOf('patroni', article)).toEqual([]);
});
test('an even etcd, which nobody asked for, is refused', () => {
    const text = article.replace('tuning: defaults,', 'tuning: defaults, members: 2,');
    expect(problemsOf('patroni', text)).toEqual([expect.stringContaining('an odd number of hosts')]);
});
test('two clusters do not share a host', () => {
    const text = strict.replace('balancer:', '  carts: { engine: patroni, hosts: [10.0.0.11, 10.0.0.14, 10.0.0.15], etcd: [10.0.0.24, 10.0.0.25, 10.0.0.26] }\nbalancer:');
    expect(problemsOf('patroni', text)).toEqual([
        expect.stringContaining('two different files at 10.0.0.11/etc/patroni/patroni.yml'),
        expect.stringContaining('two different files at 10.0.0.11/etc/patroni/post-bootstrap'),
    ]);
});
test('a contract says what is missing for a target', () => {
    expect(problemsOf('patroni', 'service: s\npromise: { availability: 99% }\nstores: { o: postgres }')).toEqual([expect.stringContaining('no store is under Patroni')]);
    expect(problemsOf('haproxy', article)).toEqual([expect.stringContaining('balancer: haproxy')]);
    expect(problemsOf('keepalived', relaxed)).toEqual([
        expect.stringContaining('vip: 10.0.0.30/24'),
        expect.stringContaining('hosts: [10.0.0.31, 10.0.0.32]'),
    ]);
    const named = strict.replace('10.0.0.32]', 'lb-2]');
    expect(problemsOf('keepalived', named)).toEqual([
        expect.stringMatching(/balancer\.hosts\[1\]: keepalived takes addresses/),
    ]);
});
//# sourceMappingURL=targets.test.js.map