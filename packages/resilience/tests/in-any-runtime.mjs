// What must hold in every runtime, of the package as built: real time, real signals, no import but
// its own. Node, workers, browsers, Deno and Bun run this same file.
import * as lib from '../dist/index.js';
import { guardedFetch } from '../dist/guarded-fetch.js';
import { PrometheusMetrics } from '../dist/prometheus.js';
import { ManualClock, orderProblems } from '../dist/testing.js';

const down = () => Promise.reject(new Error('down'));

/** Never answers, but heeds its signal. */
const hang = ({ signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason);
    });
  });

async function codeOf(promise) {
  try {
    return { value: await promise };
  } catch (error) {
    return error;
  }
}

function equal(actual, expected) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

const claims = {
  async 'a timeout answers, and aborts the signal'() {
    let heard;
    const error = await codeOf(
      lib.timeout(20).execute((context) => {
        context.signal.addEventListener('abort', () => {
          heard = context.signal.reason;
        });
        return new Promise(() => {});
      }),
    );
    equal([error.code, error instanceof Error, heard === error], ['TIMEOUT', true, true]);
  },
  async 'a timer is never early'() {
    const started = performance.now();
    await codeOf(lib.timeout(50).execute(hang));
    if (performance.now() - started < 50) throw new Error('it was');
  },
  async 'a caller who aborts gets the reason back, from every guard that waits'() {
    const guards = [
      lib.timeout(60_000),
      lib.retry({ backoff: lib.constant(60_000) }),
      lib.hedge({ delayMs: 60_000 }),
      lib.singleFlight(),
    ];
    for (const guard of guards) {
      const controller = new AbortController();
      const answer = codeOf(
        guard.execute(guard.kind === 'retry' ? down : hang, {
          signal: controller.signal,
          key: 'a',
        }),
      );
      await Promise.resolve();
      controller.abort(new Error('left'));
      equal((await answer).message, 'left');
    }
  },
  async 'a retry waits and tries again'() {
    let calls = 0;
    const answer = await lib
      .retry({ backoff: lib.constant(5) })
      .execute(() => (++calls < 3 ? down() : 'up'));
    equal([answer, calls], ['up', 3]);
  },
  async 'a breaker opens, says until when, and closes again'() {
    const breaker = lib.breaker(lib.consecutive(1), { openMs: 20 });
    await codeOf(breaker.execute(down));
    const refused = await codeOf(breaker.execute(() => 'up'));
    equal([refused.code, refused.retryAfterMs > 0], ['CIRCUIT_OPEN', true]);
    await lib.retry({ maxAttempts: 2, backoff: lib.constant(25) }).execute(({ attempt }) => {
      if (attempt === 1) throw new Error('wait');
    });
    equal([await breaker.execute(() => 'up'), breaker.state], ['up', 'closed']);
  },
  async 'a bulkhead queues, and turns away what is more'() {
    const bulkhead = lib.bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const slow = () => lib.timeout(10).execute(() => new Promise(() => {}));
    const all = [1, 2, 3].map(() => codeOf(bulkhead.execute(slow)));
    equal(
      (await Promise.all(all)).map(({ code }) => code),
      ['TIMEOUT', 'TIMEOUT', 'BULKHEAD_FULL'],
    );
  },
  async 'the companions answer'() {
    const guarded = lib.guard(
      lib.staleCache(),
      lib.fallback('instead'),
      lib.adaptiveConcurrency({ shed: lib.codel(), maxQueue: 1 }),
      lib.rateLimit(lib.tokenBucket({ perSecond: 1 })),
      lib.injectFaults({ enabled: true, errorRate: 1 }),
    );
    equal(await guarded.execute(() => 'never'), 'instead');
    equal(orderProblems(guarded.policies), []);
  },
  async 'a hedge answers first'() {
    const answer = await lib
      .hedge({ delayMs: 5 })
      .execute((context) => (context.attempt === 1 ? hang(context) : 'second'));
    equal(answer, 'second');
  },
  async 'fetch works under a guard'() {
    const fetch = guardedFetch(lib.guard(lib.timeout(5_000), lib.retry()));
    equal(await (await fetch('data:text/plain,hello')).text(), 'hello');
  },
  async 'metrics and the manual clock work'() {
    const clock = new ManualClock();
    const guarded = lib.timeout(1_000, { clock });
    const metrics = new PrometheusMetrics(guarded);
    const answer = codeOf(guarded.execute(hang));
    await clock.advance(1_000);
    equal([(await answer).code, metrics.render().includes('event="timeout"')], ['TIMEOUT', true]);
  },
};

/** Each claim, and what was wrong with it (null: nothing). */
export async function verdicts() {
  const all = {};
  for (const [claim, holds] of Object.entries(claims)) {
    try {
      await holds();
      all[claim] = null;
    } catch (error) {
      all[claim] = String(error?.stack ?? error);
    }
  }
  return all;
}
