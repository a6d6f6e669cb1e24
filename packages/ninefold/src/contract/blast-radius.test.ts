import { describe, expect, test } from 'vitest';

import { blastRadiusMistake, lastsMs } from './blast-radius.ts';
import type { AttachedParts } from './blast-radius.ts';
import { parseFaultSentence } from './fault-sentence.ts';

const parts: AttachedParts = {
  stores: new Map([['orders', 3]]),
  firstStore: 'orders',
  app: 2,
  etcd: 3,
};

function mistakeOf(sentence: string, among: AttachedParts = parts): string | undefined {
  const parsed = parseFaultSentence(sentence);
  if (!parsed.ok) throw new Error(sentence);
  return blastRadiusMistake(parsed.value, among)?.message;
}

describe('may be used, as it touches one member', () => {
  test.each([
    'kill store primary',
    'kill store orders standby',
    'freeze store primary for 20s',
    'partition store primary from etcd and standbys for 5s',
    'fill store primary',
    'switchover store',
    'kill app',
    'kill app[1]',
    'delay etcd[2] by 1s',
  ])('%s', (sentence) => {
    expect(mistakeOf(sentence)).toBeUndefined();
  });
});

describe('is refused', () => {
  test.each([
    ['kill store standbys', 'touches more than one member'],
    ['delay store replication by 1s', 'touches more than one member'],
    ['rolling restart', 'touches more than one member'],
    ['rolling restart store', 'touches more than one member'],
    ['kill region', 'touches more than one member'],
    ['lose the whole store', 'touches more than one member'],
    ['kill app, then kill app', 'before the last fault is healed'],
    ['wait 1s, then kill app', 'before the last fault is healed'],
    ['kill balancer', 'not seen from outside'],
    ['kill store ledger primary', 'no store "ledger"'],
    ['kill app[2]', 'no app[2] among 2'],
  ])('%s', (sentence, why) => {
    expect(mistakeOf(sentence)).toContain(why);
  });

  test('a fault of what is not attached', () => {
    const none = { stores: new Map(), firstStore: undefined, app: 0, etcd: 0 };
    expect(mistakeOf('kill store primary', none)).toContain('there is no store in attach.stores');
    expect(mistakeOf('kill etcd', none)).toContain('there is no attach.etcd');
  });
});

test('a fault lasts as long as it says', () => {
  const parsed = parseFaultSentence('freeze store primary for 20s');
  expect(lastsMs(parsed.ok ? parsed.value.steps[0] : undefined)).toBe(20_000);
  expect(lastsMs({ verb: 'kill', target: { kind: 'app' } })).toBeUndefined();
});
