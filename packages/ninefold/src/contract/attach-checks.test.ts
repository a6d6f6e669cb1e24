import { describe, expect, test } from 'vitest';
import type { AttachSpec } from './attach.ts';
import { parseContract } from './parse-contract.ts';

const HEAD = `service: checkout
promise: { availability: 99.9%, rto: 10s }
`;
const STORES = `    orders:
      db-1: https://10.0.0.11:8008
      db-2: https://10.0.0.12:8008
      db-3: https://10.0.0.13:8008
`;
const CLIENTS =
  '{ sql: postgres://10.0.0.30:5432/orders, user: ninefold, passwordEnv: ORDERS_PASSWORD }';
const FAULT = `    kill store primary:
      inject: [ssh, "root@{{host}}", systemctl, kill, patroni]
      heal: [ssh, "root@{{host}}", systemctl, start, patroni]
`;

function contract({
  stores = STORES,
  clients = CLIENTS,
  more = '',
  faults = FAULT,
}: {
  stores?: string;
  clients?: string;
  more?: string;
  faults?: string;
} = {}): string {
  return `${HEAD}stores: { orders: patroni, other: postgres }
attach:
  stores:
${stores}${more}  clients: ${clients}
  faults:
${faults}`;
}

function attachOf(text: string): AttachSpec | undefined {
  const result = parseContract(text, 'ninefold.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract.attach;
}

function problems(text: string): string[] {
  const result = parseContract(text, 'ninefold.yaml');
  if (result.ok) return [];
  return result.problems.map(
    ({ line, column, found, message }) => `${line}:${column} ${found} - ${message}`,
  );
}

test('a cluster that is there is named by its members, its clients, and its faults', () => {
  expect(attachOf(contract())).toEqual({
    stores: [
      {
        name: 'orders',
        members: [
          { name: 'db-1', url: 'https://10.0.0.11:8008' },
          { name: 'db-2', url: 'https://10.0.0.12:8008' },
          { name: 'db-3', url: 'https://10.0.0.13:8008' },
        ],
      },
    ],
    app: [],
    etcd: [],
    clients: {
      sql: {
        url: 'postgres://10.0.0.30:5432/orders',
        user: 'ninefold',
        passwordEnv: 'ORDERS_PASSWORD',
      },
      http: [],
      headersEnv: {},
    },
    floor: 0.5,
    floorOverMs: 30_000,
    faults: [
      {
        fault: {
          sentence: 'kill store primary',
          steps: [{ verb: 'kill', target: { kind: 'store', role: 'primary' } }],
        },
        inject: { run: ['ssh', 'root@{{host}}', 'systemctl', 'kill', 'patroni'], withinMs: 15_000 },
        heal: { run: ['ssh', 'root@{{host}}', 'systemctl', 'start', 'patroni'], withinMs: 15_000 },
      },
    ],
  });
});

test('a command may have a time limit of its own, and a switchover needs no healing', () => {
  const faults = `    switchover store:
      inject: { run: [patronictl, switchover, --force, orders], within: 1m }
      heal: none
`;
  const attached = attachOf(contract({ faults }))?.faults[0];
  expect(attached?.inject).toEqual({
    run: ['patronictl', 'switchover', '--force', 'orders'],
    withinMs: 60_000,
  });
  expect(attached?.heal).toBeUndefined();
});

function fault(sentence: string, run = '[a]', heal = '[b]'): string {
  return `    ${sentence}: { inject: ${run}, heal: ${heal} }\n`;
}

describe('refuses, at its place', () => {
  test.each<[string, string, string]>([
    [
      'a placeholder that is not known',
      contract({ faults: fault('kill store primary', '[ssh, "root@{{hosts}}", reboot]') }),
      '12:47 {{hosts}} - {{hosts}} is not known in a command',
    ],
    [
      'a placeholder in a long form',
      contract({ faults: fault('kill store primary', '[a]', '{ run: [x, "{{ host }}"] }') }),
      '12:58 {{ host }} - {{ host }} is not known in a command',
    ],
    [
      'a fault of every standby',
      contract({ faults: fault('kill store standbys') }),
      '12:5 kill store standbys - "kill store standbys" touches more than one member',
    ],
    [
      'a fault of the ways between members',
      contract({ faults: fault('partition store replication') }),
      '12:5 partition store replication - "partition store replication" touches more than one member',
    ],
    [
      'a fault that goes over every member',
      contract({ faults: fault('rolling restart store') }),
      '12:5 rolling restart store - "rolling restart store" touches more than one member',
    ],
    [
      'two faults in one',
      contract({ faults: fault('"kill store standby, then kill store primary"') }),
      '12:5 "kill store standby, then kill store primary" - "kill store standby, then kill store primary" breaks something before the last fault is healed',
    ],
    [
      'a fault of nobody who is attached',
      contract({ faults: fault('kill etcd') }),
      '12:5 kill etcd - "kill etcd": there is no attach.etcd',
    ],
    [
      'a member past the last',
      contract({
        more: '  etcd: { e-1: http://e-1:2379/health }\n',
        faults: fault('"kill etcd[1]"'),
      }),
      '13:5 "kill etcd[1]" - "kill etcd[1]": there is no etcd[1] among 1',
    ],
    [
      'a fault of another store',
      contract({ faults: fault('kill store other primary') }),
      '12:5 kill store other primary - "kill store other primary": there is no store "other" in attach.stores',
    ],
    [
      'a balancer',
      contract({ faults: fault('kill balancer') }),
      '12:5 kill balancer - "kill balancer": which balancer clients use is not seen from outside',
    ],
    [
      'what is no fault',
      contract({ faults: fault('kil store primary') }),
      '12:5 kil store primary - "kil" is not a fault',
    ],
    [
      'a fault that lasts and that nothing ends',
      contract({ faults: fault('freeze store primary for 20s', '[a]', 'none') }),
      '12:56 none - "freeze store primary for 20s" lasts until it is healed',
    ],
    [
      'a fault without healing',
      contract({ faults: '    kill store primary: { inject: [a] }\n' }),
      '12:5 kill store primary - "heal" is missing in "kill store primary"',
    ],
    [
      'a shell string',
      contract({ faults: fault('kill store primary', 'ssh db-1 reboot') }),
      '12:35 ssh db-1 reboot - the command is one text, and no shell is there to split it',
    ],
    ['no fault at all', contract({ faults: '    {}\n' }), '12:5 {} - there is no fault'],
    [
      'too few members',
      contract({ stores: '    orders: { db-1: https://10.0.0.11:8008 }\n' }),
      '6:13 { db-1: https://10.0.0.11:8008 } - 1 attached, and the contract says 3 members',
    ],
    [
      'a store without Patroni',
      contract({ more: '    other: { a: http://a:8008 }\n' }),
      '10:5 other - other is not under Patroni, whose REST API tells who is primary',
    ],
    [
      'a store that is not there',
      contract({ more: '    order: { a: http://a:8008 }\n' }),
      '10:5 order - there is no store "order" in the contract',
    ],
    [
      'one address for two members',
      contract({
        stores: '    orders: { a: "http://d:8008", b: "http://d:8008", c: "http://e:8008" }\n',
      }),
      '6:38 "http://d:8008" - a has this address too',
    ],
    [
      'a name that a program would take for an option',
      contract({ more: '  etcd: { -oProxyCommand: "http://e:2379" }\n' }),
      '10:11 -oProxyCommand - "-oProxyCommand" is not the name of a member',
    ],
    [
      'a host that a program would take for an option',
      contract({ more: '  etcd: { e-1: "http://-oProxyCommand=x/" }\n' }),
      '10:16 "http://-oProxyCommand=x/" - "http://-oProxyCommand=x/" is not an address here',
    ],
    [
      'a password in an address',
      contract({ clients: '{ sql: "postgres://me:secret@10.0.0.30/orders", user: me }' }),
      '10:19 "postgres://me:secret@10.0.0.30/orders" - "postgres://me:secret@10.0.0.30/orders" is not the address of a database here',
    ],
    [
      'clients of the other kind',
      contract({ clients: '{ http: [https://example.com] }' }),
      '10:3 clients - the workload is SQL, and there is no "sql"',
    ],
    [
      'nobody to log in as',
      contract({ clients: '{ sql: postgres://10.0.0.30:5432/orders }' }),
      '10:3 clients - the workload is SQL, and there is no "user"',
    ],
    [
      'an app that the contract does not have',
      contract({ more: '  app: { a-1: http://a-1:8080/ }\n' }),
      '10:3 app - there is no app',
    ],
    [
      'a floor that a promised failover falls below',
      contract({ more: '  floor: 70%\n' }),
      '10:10 70% - a failover within the promised rto, 10s, leaves 66% of 30s, and the floor is 70%',
    ],
    [
      'a window that a promised failover fills',
      contract({ more: '  over: 15s\n' }),
      '10:9 15s - a failover within the promised rto, 10s, leaves 33% of 15s, and the floor is 50%',
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text).join('\n')).toContain(expected);
  });

  test('a workload whose store is not attached', () => {
    const text = `${HEAD}stores: { orders: patroni, more: patroni }
workload: { store: more }
attach:
  stores: { orders: { a: 'http://a', b: 'http://b', c: 'http://c' } }
  clients: { sql: postgres://d/more, user: me }
  faults: { kill store primary: { inject: [a], heal: [b] } }
`;
    expect(problems(text)).toEqual([
      '5:1 attach - the workload writes into more, which is not attached',
    ]);
  });

  test('nothing that is attached', () => {
    const text = `${HEAD}stores: { orders: patroni }
attach: { clients: { sql: postgres://d/orders, user: me }, faults: { kill etcd: { inject: [a], heal: [b] } } }
`;
    expect(problems(text)).toContain('4:1 attach - nothing is attached');
  });
});

test('a floor may lie as low as the window allows', () => {
  expect(attachOf(contract({ more: '  floor: 66%\n' }))?.floor).toBe(0.66);
  expect(attachOf(contract({ more: '  over: 20s\n' }))?.floorOverMs).toBe(20_000);
});

test('an app is attached by its replicas, without any store', () => {
  const text = `${HEAD}app: { run: [node, server.js] }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
attach:
  app: { app-1: http://10.0.0.41:8080/ready, app-2: http://10.0.0.42:8080/ready }
  clients: { http: [https://checkout.example.com], headersEnv: { Authorization: CHECKOUT_TOKEN } }
  faults:
    kill app: { inject: [ssh, "{{host}}", kill], heal: none }
`;
  expect(attachOf(text)).toMatchObject({
    app: [{ name: 'app-1' }, { name: 'app-2' }],
    clients: {
      http: ['https://checkout.example.com'],
      headersEnv: { Authorization: 'CHECKOUT_TOKEN' },
    },
  });
});
