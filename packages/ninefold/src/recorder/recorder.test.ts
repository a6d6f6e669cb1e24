import { expect, it } from 'vitest';

import type { Clock } from '../clock/clock.ts';
import { contractFrom } from '../model/contracts.test.data.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

const BASE = `service: checkout
promise: { availability: { objective: 99.9%, window: 30d }, latency: { objective: 99%, below: 300ms } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

function recorderOf(text: string): { recorder: Recorder; at: (ms: number) => void } {
  let nowMs = 0;
  const clock: Clock = {
    monotonicMs: () => 5000 + nowMs,
    wallMs: () => Date.UTC(2026, 5, 15) + nowMs,
    sleep: () => Promise.reject(new Error('nobody sleeps')),
  };
  return { recorder: createRecorder(contractFrom(text), clock), at: (ms) => (nowMs = ms) };
}

const counts = (good: number, bad: number) => ({
  availability: { good, bad },
  latency: { good, bad },
});

it('adds up what balancers counted, over the restart of one', () => {
  const { recorder, at } = recorderOf(BASE);
  recorder.count({ name: 'balancer' }, 5000, counts(90, 0));
  recorder.count({ name: 'balancer' }, 5250, counts(100, 0));
  recorder.forget('balancer');
  recorder.count({ name: 'balancer' }, 6000, counts(890, 10));
  // One that was not missed, and counts less than before, has begun anew too.
  recorder.count({ name: 'balancer' }, 7000, counts(0, 10));
  at(60_000);
  expect(recorder.page()).toContain(
    'ninefold_balancer_events_total{service="checkout",sli="availability",outcome="good"} 990\n',
  );
  expect(recorder.page()).toContain('sli="latency",outcome="bad"} 20\n');
  const [availability, latency] = recorder.status();
  expect(availability).toMatchObject({ name: 'checkout-availability', state: 'kept' });
  expect(availability?.current).toBeCloseTo(990 / 1010, 9);
  expect(latency).toMatchObject({ name: 'checkout-latency', objective: 0.99 });
});

it('has every series from the start, with 0: a first failure is seen', () => {
  const { recorder } = recorderOf(BASE);
  expect(recorder.page().match(/ 0$/gm)).toHaveLength(4);
  expect(recorder.page()).toMatch(/^# HELP .*\n# TYPE ninefold_balancer_events_total counter\n/);
});

it('tells regions apart, and the service over all of them', () => {
  const { recorder, at } = recorderOf(`service: checkout
promise: { availability: { objective: 99.9%, window: 30d } }
topology: multi-region
regions: [eu, us]
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`);
  recorder.count({ name: 'balancer[eu]', region: 'eu' }, 5000, counts(100, 0));
  recorder.count({ name: 'balancer[us]', region: 'us' }, 5000, counts(50, 50));
  at(10_000);
  expect(recorder.status().map(({ name, current }) => [name, current])).toEqual([
    ['checkout-availability', 0.75],
    ['checkout-availability-eu', 1],
    ['checkout-availability-us', 0.5],
  ]);
  expect(recorder.page()).toContain('region="us",sli="availability",outcome="bad"} 50\n');
});

it('says what it does not know: an indicator of its own, and latency where nobody measures it', () => {
  const { recorder, at } = recorderOf(`${BASE}slo:
  indicators:
    search: { objective: 99%, probe: probe_success }
`);
  recorder.count({ name: 'haproxy' }, 5000, { availability: { good: 10, bad: 0 } });
  at(10_000);
  expect(recorder.status()).toMatchObject([
    { state: 'kept' },
    { state: 'unknown', reasons: ['there are no data'] },
    { state: 'unknown', reasons: ['only Prometheus knows it: its indicator is a query'] },
  ]);
});

it('counts the seconds of a store alone that had a primary', () => {
  const { recorder, at } = recorderOf(`service: ledger
promise: { availability: { objective: 99%, window: 1d } }
stores: { ledger: { engine: postgres, members: 3 } }
`);
  for (let second = 0; second < 100; second += 1) {
    recorder.sample(5000 + second * 1000, second < 40 || second >= 50);
  }
  at(100_000);
  expect(recorder.status()[0]).toMatchObject({ state: 'kept', current: 0.9 });
  expect(recorder.status()[0]?.budget?.leftMinutes).toBeCloseTo(14.4 - 1 / 6, 6);
});
