import { describe, expect, it, test } from 'vitest';

import { seededRandom } from '../../clock/random.ts';
import type { AttachSpec } from '../../contract/attach.ts';
import type { StoreSpec } from '../../contract/contract.ts';
import { parseFaultSentence } from '../../contract/fault-sentence.ts';
import type { PatroniClusterView } from '../../engines/patroni/rest-api.ts';
import { aim } from './aim.ts';
import { type Look, newestView, whatAttachedLacks } from './look.ts';

const ATTACH: AttachSpec = {
  stores: [
    {
      name: 'orders',
      members: ['db-1', 'db-2', 'db-3'].map((name, i) => ({
        name,
        url: `https://10.0.0.1${i + 1}:8008`,
      })),
    },
  ],
  app: [{ name: 'app-1', url: 'http://[fd00::1]:8080/ready' }],
  etcd: [],
  clients: { http: [], headersEnv: {} },
  floor: 0.5,
  floorOverMs: 30_000,
  faults: [],
};
const SPEC: StoreSpec = {
  name: 'orders',
  engine: 'patroni',
  members: 3,
  replication: 'synchronous',
  failover: { heartbeatMs: 100, deadlineMs: 300 },
};

function viewOf(
  leader: string,
  timeline: number,
  change: Readonly<Record<string, { role?: string; state?: string; timeline?: number }>> = {},
): PatroniClusterView {
  return {
    isPaused: false,
    members: ['db-1', 'db-2', 'db-3'].map((name, index) => ({
      name,
      role: name === leader ? 'leader' : index === 1 ? 'sync_standby' : 'replica',
      state: name === leader ? 'running' : 'streaming',
      timeline,
      ...change[name],
    })),
  };
}

function lookOf(
  views: Readonly<Record<string, PatroniClusterView | undefined>>,
  others: Readonly<Record<string, string | undefined>> = {},
): Look {
  return {
    stores: new Map([['orders', new Map(Object.entries(views))]]),
    others: new Map(Object.entries(others)),
  };
}

const well = viewOf('db-1', 4);
const all = { 'db-1': well, 'db-2': well, 'db-3': well };

function lacks(look: Look): string | undefined {
  return whatAttachedLacks(look, ATTACH, [SPEC]);
}

/** The same of every member. */
function seen(view: PatroniClusterView): Look {
  return lookOf({ 'db-1': view, 'db-2': view, 'db-3': view });
}

describe('a cluster is whole', () => {
  it('when all answer, lead or follow, and one does so synchronously', () => {
    expect(lacks(lookOf(all, { 'app-1': undefined }))).toBeUndefined();
    expect(lacks(seen(viewOf('db-1', 4, { 'db-2': { role: 'quorum_standby' } })))).toBeUndefined();
  });

  test.each<[string, Look, string]>([
    [
      'but for a member whose Patroni is silent',
      lookOf({ ...all, 'db-3': undefined }),
      'Patroni of db-3 to answer at https://10.0.0.13:8008',
    ],
    ['but for its leader', seen(viewOf('nobody', 4)), 'orders to have a leader'],
    [
      'but for a standby that does not stream',
      seen(viewOf('db-1', 4, { 'db-2': { state: 'stopped' } })),
      'db-2 to follow db-1',
    ],
    [
      'but for a standby on an old timeline',
      seen(viewOf('db-1', 4, { 'db-3': { timeline: 3 } })),
      'db-3 to follow db-1',
    ],
    [
      'but for its synchronous standby',
      seen(viewOf('db-1', 4, { 'db-2': { role: 'replica' } })),
      'orders to have a synchronous standby',
    ],
    ['but for a pause', seen({ ...well, isPaused: true }), 'the pause of orders'],
    [
      'but for a member that the contract does not name',
      seen({
        ...well,
        members: [
          ...well.members,
          { name: 'db-4', role: 'replica', state: 'stopped', timeline: 4 },
        ],
      }),
      'db-4 to follow db-1',
    ],
    [
      'but for a replica of the app',
      lookOf(all, { 'app-1': 'it answered 503' }),
      'app-1 to be well: it answered 503',
    ],
  ])('%s', (_, look, missing) => {
    expect(lacks(look)).toContain(missing);
  });
});

it('believes the member on the newest timeline, not one that is cut off', () => {
  const old = viewOf('db-1', 4);
  const next = viewOf('db-2', 5);
  expect(newestView([old, next, undefined])).toBe(next);
  expect(newestView([next, viewOf('nobody', 9)])).toBe(next);
  expect(newestView([undefined])).toBeUndefined();
});

describe('a fault is aimed at who has the role now', () => {
  const aimed = (sentence: string, look: Look, seed = 1) => {
    const parsed = parseFaultSentence(sentence);
    if (!parsed.ok) throw new Error(sentence);
    return aim(parsed.value, ATTACH, look, seededRandom(seed));
  };

  it('at the primary, with the hosts of the others', () => {
    expect(aimed('kill store primary', seen(viewOf('db-2', 5)))).toEqual({
      member: { name: 'db-2', url: 'https://10.0.0.12:8008' },
      values: { member: 'db-2', host: '10.0.0.12', others: '10.0.0.11,10.0.0.13' },
      role: 'primary',
    });
  });

  it('never at the primary when a standby is meant', () => {
    const met = new Set(
      Array.from({ length: 40 }, (_, seed) => aimed('kill store standby', seen(well), seed)).map(
        ({ member }) => member.name,
      ),
    );
    expect([...met].toSorted()).toEqual(['db-2', 'db-3']);
  });

  it('at an app whose host is of IPv6, without brackets', () => {
    expect(aimed('kill app[0]', seen(well)).values.host).toBe('fd00::1');
  });

  it('at nobody when there is no leader', () => {
    const look = seen(viewOf('nobody', 4));
    expect(() => aimed('kill store primary', look)).toThrow('nobody for "kill store primary"');
    expect(() => aimed('kill store standby', look)).toThrow('nobody');
  });
});
