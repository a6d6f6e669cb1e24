import { expect, test } from 'vitest';
import { parseContract } from './parse-contract.ts';

const app =
  'app: { run: [node, server.js] }\nworkload: { write: POST /o, read: "GET /o/{{id}}" }\n';
const stores = 'stores: { orders: postgres }\n';
const start = 'service: checkout\npromise: { availability: 99.9% }\n';
const multi = 'topology: multi-region\nregions: [eu, us]\n';

const faults = (sentence: string): string => `proof:\n  faults:\n    - "${sentence}"\n`;

/** What stands between « and » is what the problem must point at. */
test.each<[string, string, string?]>([
  [
    'service: a\npromise: { availability: { objective: 99.9%, agreement: «99.95%» } }\nstores: { o: postgres }\n',
    'the agreement, 99.95%, is stricter than the objective, 99.9%',
  ],
  [
    `«service: checkout\npromise: { availability: 99.9% }\n»`,
    'there is no app and no store to prove',
  ],
  [`${start}stores: «{}»\n`, 'there is no app, and no store either'],
  [
    `${start}${app.replace('server.js] }', 'server.js], environment: { «PORT»: 1 } }')}`,
    'PORT is given to each replica by Ninefold',
  ],
  [
    `${start}stores: { «primary»: postgres }\n`,
    '"primary" has a meaning of its own in a fault, so no store can be called so',
  ],
  [
    `${start}stores: { «template1»: postgres }\n`,
    '"template1" is a database that PostgreSQL makes for itself, so no store can be called so',
  ],
  [
    `${start}stores: { o: { members: 1, replication: «synchronous» } }\n`,
    'synchronous replication needs a standby, and this store has one member',
  ],
  [
    `${start}stores: { o: { failover: { heartbeat: 300ms, deadline: «300ms» } } }\n`,
    'the deadline, 300ms, is not longer than the heartbeat, 300ms',
  ],
  [
    `${start}stores: { o: { failover: { «heartbeat»: 1s } } }\n`
      .replace('«heartbeat»', 'heartbeat')
      .replace('failover', '«failover»'),
    'the deadline, 300ms, is not longer than the heartbeat, 1s',
  ],
  [`${start}${app}regions: «[eu]»\n`, 'one region cannot stand in for another'],
  [`${start}${app}topology: «multi-region»\n`, 'multi-region needs regions'],
  [`${start}${app}topology: active-active\n«regions»: [eu, us]\n`, 'active-active has no regions'],
  [`${start}${app}regions: [eu, us, «eu»]\n`, 'the region "eu" is there twice'],
  [
    `${start}${stores}workload: { «write»: POST /o }\n`,
    '"write" goes to an app over HTTP, and there is no app',
  ],
  [`${start}${stores}workload: { store: «order» }\n`, 'there is no store "order"', 'orders'],
  [
    `${start}${stores}workload: { store: orders, «read»: "GET /{{id}}" }\n`,
    '"read" is for an app over HTTP, and "store" is for SQL',
  ],
  [`${start}«app»: { run: [node] }\n`, 'the app has no workload, so nothing could be measured'],
  [
    `${start}app: { run: [node] }\n«workload»: { write: POST /o }\n`,
    'the workload does not say how a client reads',
  ],
  [
    `${start}app: { run: [node] }\nworkload: { write: «DELETE /o», read: "GET /o/{{id}}" }\n`,
    'the write carries no {{id}}, so that it could not be found again',
  ],
  [
    `${start}app: { run: [node] }\nworkload: { write: «{ path: /o, json: { a: 1 } }», read: "GET /o/{{id}}" }\n`,
    'the write carries no {{id}}, so that it could not be found again',
  ],
  [
    `${start}app: { run: [node] }\nworkload: { write: POST /o, read: «GET /o» }\n`,
    'the path of the read has no {{id}}',
  ],
  [
    `${start}app: { run: [node] }\nworkload: { write: POST /o, read: { path: «/o» } }\n`,
    'the path of the read has no {{id}}',
  ],
  [`${start}${stores}${faults('kill «app»')}`, 'there is no app'],
  [`${start}${stores}${faults('«rolling restart»')}`, 'there is no app'],
  [`${start}${app}${faults('kill «app[7]»')}`, 'there is no app[7] among 3 replicas'],
  [`${start}${app}${faults('kill «store primary»')}`, 'there is no store'],
  [
    `${start}${stores}${faults('kill «store order primary»')}`,
    'there is no store "order"',
    'orders',
  ],
  [
    `${start}${stores}${faults('kill store primary, then wait 1s, then kill «store payments primary»')}`,
    'there is no store "payments"',
  ],
  [
    `${start}stores: { o: { members: 1 } }\n${faults('kill «store standby»')}`,
    'this store has no standby, as it has one member',
  ],
  [
    `${start}stores: { o: { members: 1 } }\n${faults('switchover «store»')}`,
    'this store has no standby to switch over to',
  ],
  [
    `${start}stores: { o: postgres }\n${faults('lose «the whole store»')}`,
    'o is failed over by Ninefold itself, which keeps no backup: lost as a whole, it is lost for good',
  ],
  [
    `${start}stores: { o: { engine: patroni } }\n${faults('lose «the whole store o»')}`,
    'o has no backup: lost as a whole, it is lost for good',
  ],
  [
    `${start}${stores}${faults('lose «the whole store order»')}`,
    'there is no store "order"',
    'orders',
  ],
  [`${start}${app}${faults('kill «region»')}`, 'there are no regions'],
  [`${start}${app}${multi}${faults('kill «region[uss]»')}`, 'there is no region "uss"', 'us'],
])('tells of %j that %s', (marked, message, nearest) => {
  const lines = marked.slice(0, marked.indexOf('«')).split('\n');
  const parsed = parseContract(marked.replaceAll(/[«»]/g, ''), 'ninefold.yaml');
  expect(parsed.ok ? [] : parsed.problems).toEqual([
    expect.objectContaining({
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1,
      found: marked.slice(marked.indexOf('«') + 1, marked.indexOf('»')).split('\n')[0],
      message,
      ...(nearest === undefined ? {} : { nearest }),
    }),
  ]);
});

test.each([
  [
    'an equal agreement',
    'service: a\npromise: { availability: { objective: 99.9%, agreement: 99.9% } }\nstores: { o: postgres }\n',
  ],
  [
    'an rpo of 0 over asynchronous replication, which the proof will break',
    `${start}stores: { o: { replication: asynchronous } }\n`,
  ],
  ['the last replica', `${start}${app}${faults('kill app[2]')}`],
  [
    'a named store, and a named region',
    `${start}${app}${stores}${multi}${faults('kill store orders standby, then kill region[us]')}`,
  ],
  [
    'an id in a header only',
    `${start}app: { run: [node] }\nworkload: { write: { method: DELETE, path: /o, headers: { id: "{{id}}" } }, read: "GET /{{id}}" }\n`,
  ],
  [
    'an app whose workload is SQL',
    `${start}app: { run: [node] }\n${stores}workload: { store: orders }\n`,
  ],
])('allows %s', (_what, text) => {
  const parsed = parseContract(text, 'ninefold.yaml');
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});

test('is silent about what depends on a part that is wrong itself', () => {
  const text = `${start}${app.replace('server.js] }', 'server.js], replicas: many }')}${faults('kill app[7]')}`;
  const parsed = parseContract(text, 'ninefold.yaml');
  expect(parsed.ok ? [] : parsed.problems.map(({ found }) => found)).toEqual(['many']);
});
