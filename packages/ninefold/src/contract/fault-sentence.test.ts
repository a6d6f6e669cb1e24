import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultStep, Target } from './contract.ts';
import { parseFaultSentence, readFaultSentence } from './fault-sentence.ts';

const app: Target = { kind: 'app' };
const primary: Target = { kind: 'store', role: 'primary' };

describe('reads', () => {
  test.each<[string, FaultStep[]]>([
    ['kill app', [{ verb: 'kill', target: app }]],
    ['kill app[2]', [{ verb: 'kill', target: { kind: 'app', index: 2 } }]],
    ['kill store primary', [{ verb: 'kill', target: primary }]],
    [
      'kill store orders standby',
      [{ verb: 'kill', target: { kind: 'store', store: 'orders', role: 'standby' } }],
    ],
    ['kill balancer', [{ verb: 'kill', target: { kind: 'balancer' } }]],
    ['kill balancer haproxy', [{ verb: 'kill', target: { kind: 'balancer', part: 'haproxy' } }]],
    ['kill etcd', [{ verb: 'kill', target: { kind: 'etcd' } }]],
    [
      'freeze etcd[1] for 1s',
      [{ verb: 'freeze', target: { kind: 'etcd', index: 1 }, forMs: 1000 }],
    ],
    ['kill store primary postgres', [{ verb: 'kill', target: { ...primary, part: 'postgres' } }]],
    ['kill store primary patroni', [{ verb: 'kill', target: { ...primary, part: 'patroni' } }]],
    [
      'kill store orders standby postgres',
      [
        {
          verb: 'kill',
          target: { kind: 'store', store: 'orders', role: 'standby', part: 'postgres' },
        },
      ],
    ],
    [
      'partition store primary from etcd for 30s',
      [{ verb: 'partition', target: primary, forMs: 30_000, from: ['etcd'] }],
    ],
    [
      'partition store primary for 1s from etcd and standbys',
      [{ verb: 'partition', target: primary, forMs: 1000, from: ['etcd', 'standbys'] }],
    ],
    [
      'rolling restart store',
      [{ verb: 'rolling-restart', target: { kind: 'store', role: 'standbys' } }],
    ],
    [
      'rolling restart store orders',
      [{ verb: 'rolling-restart', target: { kind: 'store', store: 'orders', role: 'standbys' } }],
    ],
    ['lose the whole store', [{ verb: 'lose', target: { kind: 'store' } }]],
    ['lose store', [{ verb: 'lose', target: { kind: 'store' } }]],
    ['lose the whole store orders', [{ verb: 'lose', target: { kind: 'store', store: 'orders' } }]],
    ['kill region', [{ verb: 'kill', target: { kind: 'region' } }]],
    ['kill region[eu]', [{ verb: 'kill', target: { kind: 'region', region: 'eu' } }]],
    ['stop store primary', [{ verb: 'stop', target: primary }]],
    ['freeze app', [{ verb: 'freeze', target: app, forMs: 2000 }]],
    ['freeze app for 3s', [{ verb: 'freeze', target: app, forMs: 3000 }]],
    ['rolling restart', [{ verb: 'rolling-restart', target: { kind: 'app' } }]],
    ['rolling restart app', [{ verb: 'rolling-restart', target: { kind: 'app' } }]],
    ['switchover store', [{ verb: 'switchover', target: { kind: 'store', role: 'primary' } }]],
    [
      'switchover store primary',
      [{ verb: 'switchover', target: { kind: 'store', role: 'primary' } }],
    ],
    [
      'switchover store orders primary',
      [{ verb: 'switchover', target: { kind: 'store', store: 'orders', role: 'primary' } }],
    ],
    ['partition store primary for 2s', [{ verb: 'partition', target: primary, forMs: 2000 }]],
    ['delay app by 500ms', [{ verb: 'delay', target: app, byMs: 500, forMs: 2000 }]],
    ['delay app for 4s by 500ms', [{ verb: 'delay', target: app, byMs: 500, forMs: 4000 }]],
    ['drop app at 10% for 5s', [{ verb: 'drop', target: app, ratio: 0.1, forMs: 5000 }]],
    ['reset app', [{ verb: 'reset', target: app, forMs: 1000 }]],
    [
      'throttle app to 64KB/s',
      [{ verb: 'throttle', target: app, bytesPerSecond: 64_000, forMs: 2000 }],
    ],
    ['fill store primary for 1s', [{ verb: 'fill', target: primary, forMs: 1000 }]],
    [
      'delay store standbys by 5s for 10s, then wait 300ms, then kill store primary',
      [
        { verb: 'delay', target: { kind: 'store', role: 'standbys' }, byMs: 5000, forMs: 10_000 },
        { verb: 'wait', forMs: 300 },
        { verb: 'kill', target: primary },
      ],
    ],
    [
      '  kill   app then kill  balancer ',
      [
        { verb: 'kill', target: app },
        { verb: 'kill', target: { kind: 'balancer' } },
      ],
    ],
  ])('%s', (sentence, steps) => {
    expect(parseFaultSentence(sentence)).toEqual({ ok: true, value: { sentence, steps } });
  });
});

describe('points at', () => {
  // The part between « and » is what the mistake is about.
  test.each([
    ['«bandwidth» app to 64KB/s', '"bandwidth" is not a fault', 'throttle'],
    ['«kil» app', '"kil" is not a fault', 'kill'],
    ['«restart» app', '"restart" is not a fault', 'rolling restart'],
    ['«constructor» app', '"constructor" is not a fault', undefined],
    ['kill «ap»', '"ap" is not a target', 'app'],
    ['kill «primary»', '"primary" is not a target', 'store primary'],
    ['«kill»', '"kill" names no target', undefined],
    ['kill «store»', '"kill store" does not say which members', undefined],
    ['freeze «store» for 2s', '"freeze store for 2s" does not say which members', undefined],
    ['kill store «leader»', '"leader" is not a role of a store\'s members', 'primary'],
    ['kill store orders «secondary»', '"secondary" is not a role of a store\'s members', 'standby'],
    ['kill app«[two]»', '"[two]" is not a replica', undefined],
    ['kill app«[-1]»', '"[-1]" is not a replica', undefined],
    ['kill region«[]»', '"[]" is not a region', undefined],
    ['kill app «for» 2s', '"for" is not expected here', undefined],
    ['freeze app for 2s «for» 3s', '"for" is said twice', undefined],
    ['freeze app «for»', 'nothing follows "for"', undefined],
    ['freeze app for «2»', '"2" has no unit', '2s'],
    ['freeze app for «0»', '"0" has no effect', undefined],
    ['«delay» app', '"delay" does not say "by" what', undefined],
    ['drop app at «200%»', '"200%" is more than 100%', undefined],
    ['throttle app to «64KB»', '"64KB" has no "/s"', '64KB/s'],
    ['fill «app»', 'only a store can be filled', undefined],
    ['«wait 2s»', 'the fault ends by waiting', undefined],
    ['«wait», then kill app', '"wait" does not say how long', undefined],
    ['«wait for 2s», then kill app', '"wait" takes a duration only', 'wait 2s'],
    ['kill app«,» kill balancer', '"," does not join steps alone', ', then'],
    ['«then» kill app', 'no step stands before "then"', undefined],
    ['kill app, «then»', 'no step follows "then"', undefined],
    ['rolling restart «balancer»', '"balancer" is not expected here', undefined],
    ['kill etcd«[ten]»', '"[ten]" is not a member of etcd', undefined],
    ['fill «store primary postgres»', '"fill" is of a host, not of a process', undefined],
    ['partition store primary «from»', 'nothing follows "from"', undefined],
    ['partition store primary from «dcs»', '"dcs" is nobody to be cut from', 'etcd'],
    ['partition store primary from etcd and «app»', '"app" is nobody to be cut from', 'clients'],
    [
      'kill store primary «from» etcd',
      '"from" says from whom a partition cuts members of a store',
      undefined,
    ],
    ['rolling restart store orders «primary»', '"primary" is not expected here', undefined],
    ['lose «app»', 'only a whole store can be lost', 'lose the whole store'],
    ['lose the whole «app»', 'only a whole store can be lost', 'lose the whole store'],
    ['«lose the whole»', 'only a whole store can be lost', 'lose the whole store'],
    ['lose the whole store «primary»', '"primary" is not expected here', undefined],
    ['lose the whole store orders «for» 2s', '"for" is not expected here', undefined],
    ['«wipe» store', '"wipe" is not a fault', 'lose the whole store'],
    ['switchover «app»', 'only a store can be switched over', 'switchover store'],
    ['switchover store «standby»', '"standby" is not expected here', undefined],
  ])('%s', (marked, message, nearest) => {
    const [before = '', part = '', after = ''] = marked.split(/[«»]/);
    const parsed = parseFaultSentence(before + part + after);
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([
      {
        message,
        expected: expect.any(String),
        ...(nearest === undefined ? {} : { nearest }),
        span: { offset: before.length, length: part.length },
      },
    ]);
  });
});

test('tells one mistake of each step', () => {
  const { mistakes, steps } = readFaultSentence('kil app, then kill ap, then kill app');
  expect(mistakes.map(({ nearest }) => nearest)).toEqual(['kill', 'app']);
  expect(steps).toHaveLength(1);
});

test.each(['', ' ', ',', 'then', 5, null, [], 'x'.repeat(1001)])('%j is no fault', (value) => {
  expect(parseFaultSentence(value).ok).toBe(false);
});

test('any text gives steps or mistakes inside it, and never throws', () => {
  const word = fc.constantFrom(
    ...'kill stop freeze delay partition from etcd and clients postgres app store primary standbys region [eu] [2] by for at to 5s 10% 64KB/s , then wait rolling restart switchover lose the whole 0 orders'.split(
      ' ',
    ),
  );
  const sentence = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(sentence, (text) => {
      const { steps, mistakes } = readFaultSentence(text);
      expect(steps.length + mistakes.length).toBeGreaterThan(0);
      for (const { span } of mistakes) {
        if (span !== undefined) expect(span.offset + span.length).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});
