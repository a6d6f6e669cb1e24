import { describe, expect, test } from 'vitest';
import { parseContract } from './parse-contract.js';
const shortest = `service: checkout
promise: { availability: 99.9%, rto: 5s, rpo: 0 }
app: { run: [node, server.js] }
stores: { orders: postgres }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
`;
const sketch = `# yaml-language-server: $schema=./node_modules/ninefold/schema.json
service: checkout
promise:
  availability: { objective: 99.95%, agreement: 99.9%, window: 30d }
  latency: { objective: 99%, below: 300ms }
  rto: 5s
  rpo: 0
topology: active-active            # active-passive | active-active | multi-region
app:
  run: [node, server.js]           # any language
  replicas: 3
  health: { live: /health/live, ready: /health/ready }
stores:
  orders: { engine: postgres, members: 3, replication: synchronous }
workload:                          # how a client writes something and finds it again
  rate: 200/s
  write: { method: POST, path: /orders, json: { id: "{{id}}" }, acknowledged: [201] }
  read:  { method: GET,  path: "/orders/{{id}}", present: [200], absent: [404] }
calls:                             # what the service depends on
  payment-api: { availability: 99.9%, timeout: 2s, attempts: 3 }
assumptions: { host: { mtbf: 720h, mttr: 30m } }
proof:
  trials: 5
  faults: [kill store primary, freeze store primary, kill app, rolling restart]
`;
function contractOf(text) {
    const parsed = parseContract(text, 'ninefold.yaml');
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    if (!parsed.ok)
        throw new Error('the contract has problems');
    return parsed.contract;
}
function problemsOf(text) {
    const parsed = parseContract(text, 'ninefold.yaml');
    return parsed.ok ? [] : parsed.problems;
}
test('five lines are a whole contract, by defaults', () => {
    expect(contractOf(shortest)).toEqual({
        service: 'checkout',
        promise: {
            availability: { objective: 0.999, agreement: 0.999, windowMs: 2_592_000_000 },
            rtoMs: 5000,
            rpoMs: 0,
        },
        topology: 'active-active',
        regions: ['local'],
        app: {
            run: ['node', 'server.js'],
            replicas: 3,
            health: { live: '/health/live', ready: '/health/ready' },
            hosts: [],
            environment: {},
            startTimeoutMs: 15_000,
            stopTimeoutMs: 10_000,
        },
        stores: [
            {
                name: 'orders',
                engine: 'postgres',
                members: 3,
                replication: 'synchronous',
                failover: { heartbeatMs: 100, deadlineMs: 300 },
            },
        ],
        balancer: {
            engine: 'embedded',
            hosts: [],
            interface: 'eth0',
            port: 0,
            checkEveryMs: 200,
            attemptTimeoutMs: 2000,
            maxAttempts: 3,
            maxConnectionsPerReplica: 128,
        },
        workload: {
            kind: 'http',
            ratePerSecond: 200,
            arrivals: 'fixed',
            timeoutMs: 5000,
            write: {
                method: 'POST',
                path: '/orders',
                headers: {},
                json: { id: '{{id}}' },
                acknowledged: [200, 201, 202, 204],
            },
            read: { method: 'GET', path: '/orders/{{id}}', headers: {}, present: [200], absent: [404] },
        },
        calls: [],
        assumptions: { host: { mtbfMs: 2_592_000_000, mttrMs: 1_800_000 } },
        slo: { source: 'service', floor: 5, indicators: [], alerts: {} },
        proof: {
            trials: 3,
            faults: [
                {
                    sentence: 'kill store primary',
                    steps: [{ verb: 'kill', target: { kind: 'store', role: 'primary' } }],
                },
                {
                    sentence: 'freeze store primary',
                    steps: [{ verb: 'freeze', target: { kind: 'store', role: 'primary' }, forMs: 2000 }],
                },
                { sentence: 'kill app', steps: [{ verb: 'kill', target: { kind: 'app' } }] },
                {
                    sentence: 'rolling restart',
                    steps: [{ verb: 'rolling-restart', target: { kind: 'app' } }],
                },
            ],
            recoveryTimeoutMs: 20_000,
            seed: 1,
        },
    });
});
test('the long form says everything', () => {
    const contract = contractOf(sketch);
    expect(contract.promise).toEqual({
        availability: { objective: 0.9995, agreement: 0.999, windowMs: 2_592_000_000 },
        latency: { objective: 0.99, belowMs: 300 },
        rtoMs: 5000,
        rpoMs: 0,
    });
    expect(contract.calls).toEqual([
        { name: 'payment-api', availability: 0.999, timeoutMs: 2000, attempts: 3 },
    ]);
    expect(contract.workload).toMatchObject({ write: { acknowledged: [201] } });
    expect(contract.proof).toMatchObject({ trials: 5, faults: { length: 4 } });
});
describe('defaults follow from what is promised and what exists', () => {
    const storeOnly = 'service: db\npromise: { availability: 99.9% }\nstores: { a: postgres, b: postgres }\n';
    test('without an app the workload is SQL, into the first store', () => {
        const { workload, topology, proof, promise } = contractOf(storeOnly);
        expect(workload).toMatchObject({ kind: 'sql', store: 'a', ratePerSecond: 200 });
        expect(topology).toBe('active-passive');
        expect(proof.faults.map(({ sentence }) => sentence)).toEqual([
            'kill store primary',
            'freeze store primary',
        ]);
        expect(promise).toMatchObject({ rtoMs: 30_000, rpoMs: 0 });
        expect(proof.recoveryTimeoutMs).toBe(70_000);
    });
    test('the workload may name another store', () => {
        expect(contractOf(`${storeOnly}workload: { store: b }\n`).workload).toMatchObject({
            store: 'b',
        });
    });
    test.each([
        ['rpo: 0', '{ members: 3 }', 'synchronous'],
        ['rpo: 1s', '{ members: 3 }', 'asynchronous'],
        ['rpo: 0', '{ members: 1 }', 'asynchronous'],
        // A promise that cannot be kept is not a mistake: the proof must be able to fail.
        ['rpo: 0', '{ replication: asynchronous }', 'asynchronous'],
        ['rpo: 1s', '{ replication: synchronous }', 'synchronous'],
    ])('with %s a store of %s is %s', (rpo, store, replication) => {
        const text = `service: db\npromise: { availability: 99.9%, ${rpo} }\nstores: { a: ${store} }\n`;
        expect(contractOf(text).stores[0]?.replication).toBe(replication);
    });
    test.each([
        ['PUT /orders/{{id}}', { id: '{{id}}' }],
        ['PATCH /orders', { id: '{{id}}' }],
        ['DELETE /orders/{{id}}', undefined],
    ])('the body of %s is %j', (write, json) => {
        const { workload } = contractOf(shortest.replace('POST /orders', `"${write}"`));
        expect(workload.kind === 'http' ? workload.write.json : 'no http').toEqual(json);
    });
    test('json: null asks for no body', () => {
        const write = '{ path: "/orders/{{id}}", json: null }';
        const { workload } = contractOf(shortest.replace('POST /orders', write));
        expect(workload.kind === 'http' && Object.hasOwn(workload.write, 'json')).toBe(false);
    });
    test('one path serves both questions of health', () => {
        const text = shortest.replace('server.js] }', 'server.js], health: /healthz }');
        expect(contractOf(text).app?.health).toEqual({ live: '/healthz', ready: '/healthz' });
    });
    test('regions make the topology multi-region', () => {
        expect(contractOf(`${shortest}regions: [eu, us]\n`)).toMatchObject({
            topology: 'multi-region',
            regions: ['eu', 'us'],
        });
    });
});
// In each text, what stands between « and » is what the problem must point at.
describe('points at', () => {
    const broken = (from, to) => shortest.replace(from, to);
    test.each([
        ['an unknown key', broken('rto: 5s', '«rtoo»: 5s'), '"rtoo" is not known in "promise"', 'rto'],
        [
            'an unknown key at the top',
            broken('stores', '«stors»'),
            '"stors" is not known here',
            'stores',
        ],
        [
            'a missing key',
            broken('availability: 99.9%, ', '').replace('promise', '«promise»'),
            '"availability" is missing in "promise"',
        ],
        ['a number above 1', broken('99.9%', '«99.95»'), '99.95 is more than 1', '99.95%'],
        ['a number without a unit', broken('5s', '«5»'), '5 has no unit', '5s'],
        [
            'an empty value',
            broken('{ availability: 99.9%, rto: 5s, rpo: 0 }', '').replace('promise', '«promise»'),
            '"promise" has no value',
        ],
        [
            'a text in place of a mapping',
            broken('{ availability: 99.9%, rto: 5s, rpo: 0 }', '«99.9%»'),
            '"99.9%" is not a mapping',
        ],
        [
            'a command in one text',
            broken('[node, server.js]', '«node server.js»'),
            'the command is one text, and no shell is there to split it',
            '[node, server.js]',
        ],
        [
            'a program and its argument in one',
            broken('[node, server.js]', '«[node server.js]»'),
            '"node server.js" is one argument, and no program is called so',
            '[node, server.js]',
        ],
        ['an empty command', broken('[node, server.js]', '«[]»'), 'the command is empty'],
        [
            'an engine',
            broken('postgres', '«postgress»'),
            '"postgress" is not a known engine',
            'postgres',
        ],
        [
            'the name of a store',
            broken('orders:', '«My-Orders»:'),
            '"My-Orders" is not the name of a store',
            'my_orders',
        ],
        [
            'the name of a service',
            broken('checkout', '«Check_Out»'),
            '"Check_Out" is not the name of a service',
            'check-out',
        ],
        [
            'a request without a method',
            broken('POST /orders', '«/orders»'),
            '"/orders" is not a request',
            'POST /orders',
        ],
        [
            'a method',
            broken('POST /orders', '«post /orders»'),
            '"post" is not a method here',
            'POST /orders',
        ],
        ['a path', broken('POST /orders', '{ path: «orders» }'), '"orders" is not a path', '/orders'],
        [
            'a status in place of a list',
            broken('POST /orders', '{ path: /o, acknowledged: «201» }'),
            '201 is not a list',
        ],
        [
            'a status',
            broken('POST /orders', '{ path: /o, acknowledged: [201, «99»] }'),
            '99 is out of range',
        ],
        [
            'the name of a header',
            broken('POST /orders', '{ path: /o, headers: { «a b»: c } }'),
            '"a b" is not the name of a header',
            'a_b',
        ],
        [
            'the value of a header',
            broken('POST /orders', '{ path: /o, headers: { a: «"b\\nc"» } }'),
            '"b c" is not the value of a header',
        ],
        ['replicas', broken('server.js]', 'server.js], replicas: «51»'), '51 is out of range'],
        [
            'half a replica',
            broken('server.js]', 'server.js], replicas: «2.5»'),
            '2.5 is not a whole number',
        ],
        ['members', broken('postgres', '{ members: «10» }'), '10 is out of range'],
        ['a port', `${shortest}balancer: { port: «65536» }\n`, '65536 is out of range'],
        ['a rate', broken('workload: {', 'workload: { rate: «20001/s»,'), '"20001/s" is out of range'],
        [
            'a topology',
            `${shortest}topology: «active-activ»\n`,
            '"active-activ" is not a known topology',
            'active-active',
        ],
        ['a key that is there twice', broken('rto: 5s', 'rto: 5s, «rto»: 6s'), '"rto" is there twice'],
        [
            'a call',
            `${shortest}calls:\n  payment-api: { availability: 99.9%, «tiemout»: 2s }\n`,
            '"tiemout" is not known in "payment-api"',
            'timeout',
        ],
        [
            'a fault inside a list',
            `${shortest}proof:\n  faults:\n    - kill app\n    - delay app by «5»\n`,
            '"5" has no unit',
            '5s',
        ],
        [
            'a fault inside quotes',
            `${shortest}proof: { faults: ["kill app«[two]»"] }\n`,
            '"[two]" is not a replica',
        ],
        [
            'a fault on two lines, as a whole',
            `${shortest}proof:\n  faults:\n    - «kil\n      app»\n`,
            '"kil" is not a fault',
            'kill',
        ],
        [
            'a step that a flow list cut off',
            `${shortest}proof: { faults: [kill app, «then» kill balancer] }\n`,
            'no step stands before "then"',
        ],
        ['an empty list of faults', `${shortest}proof: { faults: «[]» }\n`, 'the list is empty'],
        [
            'a fault that is a mapping',
            `${shortest}proof: { faults: [«{ kill: app }»] }\n`,
            'a mapping is not a fault',
        ],
        [
            'an alias',
            `${broken('5s', '&x 5s')}balancer: { port: «*x» }\n`,
            '"5s" is not a whole number',
        ],
        [
            'what an alias stands for',
            `${shortest}calls:\n  a: &x { availability: «2» }\n  b: *x\n`,
            '2 is more than 1',
            '2%',
        ],
        [
            'a merge, which YAML 1.2 does not know',
            broken('{ availability', '{ «<<»: {}, availability'),
            '"<<" is not known in "promise"',
        ],
        [
            'a key of the prototype',
            broken('rto: 5s', '«constructor»: 5s'),
            '"constructor" is not known in "promise"',
        ],
        [
            '__proto__',
            broken('orders: postgres', 'orders: postgres, «__proto__»: postgres'),
            '"__proto__" cannot be a key',
        ],
        ['a list as a key', broken('rto: 5s', '? «[a]» : 5s'), 'a key must be a word'],
        ['a second document', `${shortest}«---»\n${shortest}`, 'a second document begins here'],
        ['a tag', broken('5s', '«!secret» 5s'), 'this is not valid YAML: unresolved tag: !secret'],
    ])('%s', (_what, marked, message, nearest) => {
        const text = marked.replaceAll(/[«»]/g, '');
        const offset = marked.indexOf('«');
        const found = marked.slice(offset + 1, marked.indexOf('»')).split('\n')[0];
        const lines = marked.slice(0, offset).split('\n');
        expect(problemsOf(text)).toEqual([
            expect.objectContaining({
                file: 'ninefold.yaml',
                line: lines.length,
                column: (lines.at(-1)?.length ?? 0) + 1,
                found,
                message,
                expected: expect.stringMatching(/./),
                ...(nearest === undefined ? {} : { nearest }),
            }),
        ]);
    });
});
test('names the path of a problem', () => {
    const text = `${shortest}proof: { faults: [kill app, kil app] }\n`;
    expect(problemsOf(text)[0]?.path).toBe('proof.faults[1]');
});
test('tells every mistake at once, each once, in the order of the file', () => {
    const text = `service: Checkout
promis: 3
promise: { availability: 99.9, rto: 5, rpo: soon }
app: { run: node, replicas: 0, replicas: 3 }
stores: { Orders: postgress }
workload: { rate: 1, write: orders, read: GET /orders }
proof: { trials: 0, faults: [kil app, kill store payments primary] }
`;
    expect(problemsOf(text).map(({ line, found }) => `${line} ${found}`)).toEqual([
        '1 Checkout',
        '2 promis',
        '3 99.9',
        '3 5',
        '3 soon',
        '4 node',
        '4 0',
        '4 replicas',
        '5 Orders',
        '5 postgress',
        '6 1',
        '6 orders',
        '6 GET /orders',
        '7 0',
        '7 kil',
        '7 store payments primary',
    ]);
});
test.each([
    ['', 'the contract is empty'],
    ['# only a comment\n', 'the contract is empty'],
    ['- a\n- b\n', 'a contract is a mapping of keys'],
    ['checkout', 'a contract is a mapping of keys'],
])('of %j it says that %s', (text, message) => {
    expect(problemsOf(text).map((problem) => problem.message)).toEqual([message]);
});
test.each([
    ['app:\n\trun: [a]\n', 2, 1, 'spaces, as YAML is not indented by tabs'],
    ['a: 1\nservice: "checkout\npromise: {}\n', 2, 10, 'a closing "'],
    ["service: 'checkout", 1, 10, "a closing '"],
    ['promise: { rto: 5s\napp:\n  run: [a] }\n', 1, 10, 'a closing }'],
    ['app: { run: [a }\n', 1, 13, 'a closing ]'],
    [
        'proof: { faults: [kill app[2], kill app] }\n',
        1,
        27,
        'quotes around a fault with brackets, such as "kill app[2]"',
    ],
    [
        'workload: { read: GET /orders/{{id}} }\n',
        1,
        31,
        'quotes around a text with {{id}}, such as "GET /orders/{{id}}"',
    ],
])('helps with YAML: %j', (text, line, column, expected) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ line, column, expected })]);
});
//# sourceMappingURL=parse-contract.test.js.map