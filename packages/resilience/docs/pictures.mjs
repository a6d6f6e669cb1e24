// Draws every picture of these pages by running the guards under the manual clock.
// node packages/resilience/docs/pictures.mjs   (after npm run build; CHECK=1 only compares)
import { readFile, writeFile } from 'node:fs/promises';
import * as lib from '../dist/index.js';
import { ManualClock } from '../dist/manual-clock.js';
import { chart } from './chart.mjs';

const { after, seededRandom } = lib;
const down = () => Promise.reject(new Error('down'));
const codeOf = (error) => error.code ?? 'failed';
const taking = (clock, ms, end = () => 'ok') =>
  new Promise((resolve, reject) => {
    after(clock, ms, () => {
      try {
        resolve(end());
      } catch (error) {
        reject(error);
      }
    });
  });

/** Answers by kind as [second, row] dots. */
function byKind(rows) {
  const points = Object.fromEntries(Object.keys(rows).map((kind) => [kind, []]));
  return { points, add: (kind, atMs) => points[kind]?.push([atMs / 1_000, rows[kind]]) };
}

const pictures = {
  async timeout() {
    const clock = new ManualClock();
    const bars = { attempts: [], late: [] };
    const guarded = lib.guard(
      lib.timeout(1_000, { clock }),
      lib.retry({ maxAttempts: 9, backoff: lib.constant(50), clock }),
      lib.timeout(300, { clock }),
    );
    let settledMs = 0;
    const answer = guarded
      .execute(async ({ signal, attempt }) => {
        const from = clock.monotonicMs();
        signal.addEventListener('abort', () => {
          bars.attempts.push([from, clock.monotonicMs(), attempt]);
          bars.late.push([clock.monotonicMs(), from + 700, attempt]);
        });
        await taking(clock, 700);
      })
      .catch(() => {
        settledMs = clock.monotonicMs();
      });
    await clock.advance(2_000);
    await answer;
    const last = bars.attempts.length;
    return chart({
      title: 'timeout(1000) outside retry outside timeout(300): a dependency that takes 700 ms',
      x: { label: 'ms', min: 0, max: 1_800 },
      y: {
        min: 0.5,
        max: last + 0.5,
        ticks: bars.attempts.map(([, , row]) => [row, `try ${String(row)}`]),
      },
      series: [
        { label: 'waited for', kind: 'bars', points: bars.attempts },
        { label: 'told to stop, runs on', kind: 'bars', points: bars.late, colour: '#cbd5e1' },
        {
          label: `answered at ${settledMs} ms`,
          kind: 'line',
          colour: '#dc2626',
          points: [
            [settledMs, 0.5],
            [settledMs, last + 0.5],
          ],
        },
      ],
    });
  },

  async retry() {
    const kinds = ['none', 'full', 'equal', 'around', 'decorrelated'];
    const random = seededRandom(1);
    return chart({
      title: 'exponential({ initialMs: 100, maxMs: 3000 }): 25 callers, the wait before each retry',
      x: {
        label: 'retry number (kinds of jitter side by side)',
        min: 0.5,
        max: 7.5,
        ticks: [1, 2, 3, 4, 5, 6, 7].map((n) => [n, n]),
      },
      y: { min: 0, max: 3_000 },
      series: kinds.map((jitter, place) => ({
        label: jitter,
        kind: 'dots',
        points: Array.from({ length: jitter === 'none' ? 1 : 25 }, () =>
          lib.schedule(lib.exponential({ initialMs: 100, maxMs: 3_000, jitter }), 7, random),
        ).flatMap((waits) => waits.map((wait, index) => [index + 0.7 + place * 0.15, wait])),
      })),
      height: 300,
    });
  },

  async 'circuit-breaker'() {
    const clock = new ManualClock();
    const guarded = lib.breaker(lib.timeWindow({ windowMs: 5_000, minimumCalls: 10 }), {
      openMs: lib.exponential({ initialMs: 5_000, jitter: 'none' }),
      recovery: lib.rampUp(8_000),
      clock,
      random: seededRandom(2),
    });
    const rows = { ok: 5.6, failed: 6.2, CIRCUIT_OPEN: 6.8 };
    const dots = byKind(rows);
    const heights = { closed: 1, recovering: 2, 'half-open': 3, open: 4 };
    const states = [[0, 1]];
    guarded.on((event) => {
      if (event.type === 'state') states.push([clock.monotonicMs() / 1_000, heights[event.to]]);
    });
    for (let ms = 0; ms < 60_000; ms += 200) {
      const at = clock.monotonicMs();
      const broken = at >= 10_000 && at < 30_000;
      await guarded.execute(broken ? down : () => 1).then(
        () => dots.add('ok', at),
        (error) => dots.add(codeOf(error), at),
      );
      await clock.advance(200);
    }
    states.push([60, states.at(-1)[1]]);
    return chart({
      title: 'A dependency that is down from 10 s to 30 s, five calls a second',
      x: { label: 's', min: 0, max: 60 },
      y: {
        min: 0.6,
        max: 7.2,
        ticks: [
          ...Object.entries(heights).map(([name, value]) => [value, name]),
          [5.6, 'ok'],
          [6.2, 'failed'],
          [6.8, 'rejected'],
        ],
      },
      series: [
        { label: 'state', kind: 'step', points: states },
        { label: 'failed', kind: 'dots', points: dots.points.failed },
        { label: 'ok', kind: 'dots', points: dots.points.ok },
        { label: 'rejected at once', kind: 'dots', points: dots.points.CIRCUIT_OPEN },
      ],
      height: 320,
    });
  },

  async bulkhead() {
    const clock = new ManualClock();
    const guarded = lib.bulkhead({ maxConcurrent: 10, maxQueue: 20, queueTimeoutMs: 400, clock });
    const active = [];
    const queued = [];
    const refused = [];
    for (let ms = 0; ms < 3_000; ms += 10) {
      // 50 calls a second, and a burst of 400 a second from 0.5 s to 1 s.
      const calls = ms >= 500 && ms < 1_000 ? 4 : ms % 20 === 0 ? 1 : 0;
      for (let call = 0; call < calls; call++)
        guarded
          .execute(() => taking(clock, 100))
          .catch(() => refused.push([clock.monotonicMs(), 33]));
      await clock.advance(10);
      active.push([ms, guarded.active]);
      queued.push([ms, guarded.queued]);
    }
    return chart({
      title: 'bulkhead({ maxConcurrent: 10, maxQueue: 20 }) under a burst from 500 to 1,000 ms',
      x: { label: 'ms', min: 0, max: 3_000 },
      y: { min: 0, max: 36 },
      series: [
        { label: 'under way', kind: 'step', points: active },
        { label: 'turned away', kind: 'dots', points: refused },
        { label: 'queued', kind: 'step', points: queued },
      ],
    });
  },

  async hedging() {
    // A hedged call is over when its first try answers, though the loser's timer still runs here.
    const measured = async (hedged) => {
      const clock = new ManualClock();
      const random = seededRandom(5);
      const guarded = hedged
        ? lib.hedge({ delayMs: lib.percentile(0.95, { initialMs: 60 }), clock })
        : lib.timeout(Infinity);
      const took = [];
      for (let call = 0; call < 2_000; call++) {
        const started = clock.monotonicMs();
        void guarded
          .execute(() => taking(clock, random() < 0.04 ? 500 + random() * 500 : 20 + random() * 30))
          .then(() => took.push(clock.monotonicMs() - started));
        await clock.drain();
      }
      return took.toSorted((a, b) => a - b);
    };
    const curve = (took) =>
      Array.from({ length: 200 }, (_, index) => 0.8 + (index / 200) * 0.2).map((share) => [
        share * 100,
        took[Math.floor(share * took.length)],
      ]);
    return chart({
      title:
        'Latency by percentile: one call in 25 takes 500 to 1,000 ms; hedge at the 95th percentile',
      x: { label: 'percentile', min: 80, max: 100 },
      y: { min: 0, max: 1_000 },
      series: [
        { label: 'without', kind: 'line', points: curve(await measured(false)), colour: '#dc2626' },
        {
          label: 'with hedge',
          kind: 'line',
          points: curve(await measured(true)),
          colour: '#2563eb',
        },
      ],
    });
  },

  async fallback() {
    const clock = new ManualClock();
    const guarded = lib.guard(
      lib.fallback(() => 'instead', {}),
      lib.breaker(lib.consecutive(5), { openMs: 2_000, clock }),
    );
    const rows = { ok: 1, instead: 2 };
    const dots = byKind(rows);
    for (let ms = 0; ms < 20_000; ms += 200) {
      const at = clock.monotonicMs();
      const broken = at >= 5_000 && at < 12_000;
      dots.add(await guarded.execute(broken ? down : () => 'ok'), at);
      await clock.advance(200);
    }
    return chart({
      title: 'fallback outside a breaker: a dependency that is down from 5 s to 12 s',
      x: { label: 's', min: 0, max: 20 },
      y: {
        min: 0.5,
        max: 2.5,
        ticks: [
          [1, 'ok'],
          [2, 'fallback'],
        ],
      },
      series: [
        { label: 'ok', kind: 'dots', points: dots.points.ok, colour: '#16a34a' },
        {
          label: 'answered in its place',
          kind: 'dots',
          points: dots.points.instead,
          colour: '#d97706',
        },
      ],
      height: 180,
    });
  },

  async 'rate-limit'() {
    const admitted = async (limit, maxWaitMs = 0) => {
      const clock = new ManualClock();
      const guarded = lib.rateLimit(limit, { maxWaitMs, clock });
      const points = [[0, 0]];
      let count = 0;
      for (let ms = 0; ms < 5_000; ms += 20) {
        if (ms < 1_000 || ms >= 2_000)
          void guarded.execute(() => points.push([clock.monotonicMs(), ++count])).catch(() => {});
        await clock.advance(20);
      }
      return points;
    };
    return chart({
      title:
        'Calls let through: 50 a second arrive, but none from 1 to 2 s; the limit is 10 a second',
      x: { label: 'ms', min: 0, max: 5_000 },
      y: { min: 0, max: 60 },
      series: [
        {
          label: 'tokenBucket, burst 10',
          kind: 'step',
          points: await admitted(lib.tokenBucket({ perSecond: 10 })),
        },
        {
          label: 'slidingWindow, 10 in 1 s',
          kind: 'step',
          points: await admitted(lib.slidingWindow({ limit: 10, windowMs: 1_000 })),
        },
        {
          label: 'burst 1, waits 200 ms',
          kind: 'step',
          points: await admitted(lib.tokenBucket({ perSecond: 10, burst: 1 }), 200),
        },
      ],
    });
  },

  async 'adaptive-concurrency'() {
    const run = async (algorithm) => {
      const clock = new ManualClock();
      const guarded = lib.adaptiveConcurrency({
        algorithm,
        initialLimit: 10,
        maxQueue: 500,
        clock,
      });
      let capacity = 40;
      let serving = 0;
      const line = [];
      const serve = (resolve) => {
        serving++;
        after(clock, 10, () => {
          serving--;
          resolve();
          if (serving < capacity) line.shift()?.();
        });
      };
      const work = () =>
        new Promise((resolve) =>
          serving < capacity ? serve(resolve) : line.push(() => serve(resolve)),
        );
      const points = [];
      for (let ms = 0; ms < 6_000; ms += 5) {
        capacity = ms < 2_000 || ms >= 4_000 ? 40 : 10;
        while (guarded.queued < 30) guarded.execute(work).catch(() => {});
        await clock.advance(5);
        points.push([ms / 1_000, guarded.limit]);
      }
      return points;
    };
    const points = {
      aimd: await run(lib.aimd({ slowMs: 15 })),
      gradient: await run(lib.gradient()),
    };
    return chart({
      title: 'The limit found: a dependency that serves 40 at once, but only 10 from 2 s to 4 s',
      x: { label: 's', min: 0, max: 6 },
      y: {
        min: 0,
        max:
          Math.max(
            ...Object.values(points)
              .flat()
              .map(([, limit]) => limit),
          ) * 1.1,
      },
      series: [
        {
          label: 'capacity',
          kind: 'step',
          colour: '#94a3b8',
          points: [
            [0, 40],
            [2, 10],
            [4, 40],
            [6, 40],
          ],
        },
        { label: 'aimd, slowMs 15', kind: 'line', points: points.aimd, colour: '#2563eb' },
        { label: 'gradient()', kind: 'line', points: points.gradient, colour: '#d97706' },
      ],
    });
  },

  async 'load-shedding'() {
    const run = async (shed) => {
      const clock = new ManualClock();
      const guarded = lib.bulkhead({
        maxConcurrent: 1,
        maxQueue: 10_000,
        ...(shed ? { shed: lib.codel({ targetMs: 20, intervalMs: 200 }) } : {}),
        clock,
      });
      const points = [];
      guarded.on(({ type, waitedMs }) => {
        if (type === 'started' && waitedMs !== undefined)
          points.push([clock.monotonicMs() / 1_000, waitedMs]);
      });
      let due = 0;
      for (let ms = 0; ms < 10_000; ms += 5) {
        // Serves 100 a second; 90 arrive, but 130 from 2 s to 6 s.
        for (due += (ms >= 2_000 && ms < 6_000 ? 130 : 90) / 200; due >= 1; due--)
          guarded.execute(() => taking(clock, 10)).catch(() => {});
        await clock.advance(5);
      }
      return points;
    };
    return chart({
      title: 'Time in the queue: 90 calls a second, 130 from 2 s to 6 s, served at 100 a second',
      x: { label: 's', min: 0, max: 10 },
      y: { min: 0, max: 1_300 },
      series: [
        { label: 'queue alone (ms)', kind: 'line', points: await run(false), colour: '#dc2626' },
        { label: 'with codel() (ms)', kind: 'line', points: await run(true), colour: '#2563eb' },
      ],
    });
  },

  async 'single-flight'() {
    const clock = new ManualClock();
    const random = seededRandom(4);
    const guarded = lib.singleFlight();
    const asked = [[0, 0]];
    const made = [[0, 0]];
    let asks = 0;
    let calls = 0;
    for (let ms = 0; ms < 1_000; ms += 5) {
      if (random() < 0.7) {
        asked.push([ms, ++asks]);
        guarded
          .execute(
            () => {
              made.push([clock.monotonicMs(), ++calls]);
              return taking(clock, 80);
            },
            { key: 'popular' },
          )
          .catch(() => {});
      }
      await clock.advance(5);
    }
    return chart({
      title: 'One popular key: how often it was asked for, and how often the operation ran (80 ms)',
      x: { label: 'ms', min: 0, max: 1_000 },
      y: { min: 0, max: 150 },
      series: [
        { label: 'asked', kind: 'step', points: asked },
        { label: 'called', kind: 'step', points: made },
      ],
    });
  },

  async 'stale-cache'() {
    const clock = new ManualClock();
    const guarded = lib.staleCache({ freshMs: 2_000, staleMs: 12_000, clock });
    const rows = { hit: 1, miss: 2, stale: 3, failure: 4 };
    const dots = byKind(rows);
    guarded.on(({ type }) => dots.add(type, clock.monotonicMs()));
    for (let ms = 0; ms < 40_000; ms += 500) {
      const broken = clock.monotonicMs() >= 10_000 && clock.monotonicMs() < 28_000;
      await guarded.execute(broken ? down : () => 1, { key: 'prices' }).catch(() => {});
      await clock.advance(500);
    }
    return chart({
      title:
        'staleCache({ freshMs: 2 s, staleMs: 12 s }): a dependency that is down from 10 s to 28 s',
      x: { label: 's', min: 0, max: 40 },
      y: {
        min: 0.5,
        max: 4.5,
        ticks: [
          [1, 'fresh'],
          [2, 'called'],
          [3, 'stale'],
          [4, 'failed'],
        ],
      },
      series: Object.entries(dots.points).map(([label, points]) => ({
        label,
        kind: 'dots',
        points,
      })),
      height: 220,
    });
  },

  async 'fault-injection'() {
    const clock = new ManualClock();
    const guarded = lib.injectFaults({
      enabled: true,
      errorRate: 0.1,
      latencyRate: 0.2,
      latencyMs: [200, 600],
      clock,
      random: seededRandom(9),
    });
    const ok = [];
    const failed = [];
    for (let call = 0; call < 200; call++) {
      const started = clock.monotonicMs();
      guarded
        .execute(() => taking(clock, 50))
        .then(
          () => ok.push([call, clock.monotonicMs() - started]),
          () => failed.push([call, clock.monotonicMs() - started]),
        );
      await clock.drain();
    }
    return chart({
      title:
        'injectFaults({ errorRate: 0.1, latencyRate: 0.2, latencyMs: [200, 600] }) on a call of 50 ms',
      x: { label: 'call', min: 0, max: 200 },
      y: { min: 0, max: 700 },
      series: [
        { label: 'answered after (ms)', kind: 'dots', points: ok },
        { label: 'failed after (ms)', kind: 'dots', points: failed },
      ],
    });
  },
};

let stale = false;
for (const [name, draw] of Object.entries(pictures)) {
  const file = new URL(`pictures/${name}.svg`, import.meta.url);
  const svg = await draw();
  if (process.env.CHECK) stale ||= (await readFile(file, 'utf8').catch(() => '')) !== svg;
  else await writeFile(file, svg);
}
if (stale) {
  process.stderr.write('the pictures are not those of the code: run docs/pictures.mjs\n');
  process.exit(1);
}
