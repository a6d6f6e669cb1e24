import { getEventListeners } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { breaker } from './breaker.ts';
import { bulkhead } from './bulkhead.ts';
import { CircuitOpenError, TimeoutError, captureStacks } from './errors.ts';
import { fallback } from './fallback.ts';
import { guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { orderProblems } from './order.ts';
import { onProblem } from './problems.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';
import { consecutive } from './trip-rule.ts';

describe('guard', () => {
  it('keeps the arguments, this and name of what it wraps', async () => {
    class Shop {
      currency = 'EUR';
      price = guard(retry(), breaker(consecutive(5))).wrap(function price(
        this: Shop,
        amount: number,
      ) {
        return `${amount} ${this.currency}`;
      });
    }
    const shop = new Shop();
    expect(await shop.price(3)).toBe('3 EUR');
    expect(shop.price.name).toBe('price');
  });

  it('makes no AbortController for an operation that does not ask for its signal', async () => {
    const real = globalThis.AbortController;
    let made = 0;
    globalThis.AbortController = class extends real {
      constructor() {
        super();
        made++;
      }
    };
    try {
      const guarded = guard(timeout(1_000), retry(), breaker(consecutive(5)), bulkhead());
      await guarded.execute(() => 1);
      expect(made).toBe(0);
      await guarded.execute(({ signal }) => signal.aborted);
      expect(made).toBe(1);
    } finally {
      globalThis.AbortController = real;
    }
  });

  it('leaves nothing on a signal shared by 100,000 calls', async () => {
    const { signal } = new AbortController();
    const guarded = guard(
      timeout(60_000),
      retry(),
      breaker(consecutive(5)),
      bulkhead({ maxConcurrent: 100 }),
    );
    for (let batch = 0; batch < 1_000; batch++)
      await Promise.all(
        Array.from({ length: 100 }, () => guarded.execute((context) => context.signal, { signal })),
      );
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('tells every part of a nested call when the caller aborts, with the same reason', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const seen: unknown[] = [];
    const outer = guard(
      timeout(1_000, { clock }),
      retry({ clock }),
      breaker(consecutive(5), { clock }),
    );
    const inner = guard(bulkhead({ clock }), timeout(500, { clock }));
    const answer = outer.execute(
      (context) =>
        inner.execute(
          (within) =>
            new Promise((_resolve, reject) => {
              within.signal.addEventListener('abort', () => {
                seen.push(within.signal.reason);
                reject(within.signal.reason);
              });
            }),
          { parent: context },
        ),
      { signal: controller.signal },
    );
    const reason = new Error('the user left');
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(seen).toEqual([reason]);
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('forwards the events of all guards inside, until told to stop', async () => {
    const guarded = guard(timeout(1_000), retry(), breaker(consecutive(5)), bulkhead());
    const seen: string[] = [];
    const stop = guarded.on(({ type }) => seen.push(type));
    await guarded.execute(() => 1);
    stop();
    await guarded.execute(() => 1);
    expect(seen).toEqual(['started', 'finished', 'success', 'success', 'success']);
    for (const policy of guarded.policies)
      expect((policy as unknown as { emit: unknown }).emit).toBeUndefined();
  });

  it('reports a listener that throws, and goes on', async () => {
    const problems: unknown[] = [];
    onProblem((error) => problems.push(error));
    try {
      const guarded = bulkhead();
      guarded.on(() => {
        throw new Error('a bug');
      });
      expect(await guarded.execute(() => 1)).toBe(1);
      expect(problems).toHaveLength(2);
    } finally {
      onProblem(undefined);
    }
  });

  it('shows all its guards on a health page, as plain data', () => {
    const guarded = guard(timeout(1_000), breaker(consecutive(5), { name: 'db' }));
    expect(JSON.parse(JSON.stringify(guarded.inspect()))).toMatchObject({
      kind: 'guard',
      guards: [
        { kind: 'timeout', ms: 1_000 },
        { kind: 'breaker', name: 'db', state: 'closed' },
      ],
    });
  });
});

describe('orders of guards', () => {
  it('are called out when they cannot work', () => {
    const tripped = breaker(consecutive(5));
    expect(orderProblems([tripped, fallback(null)])).toEqual([
      'breaker outside fallback: it sees no failure',
    ]);
    expect(orderProblems([retry(), retry()])[0]).toContain('multiply');
    expect(orderProblems([timeout(10), timeout(20)])[0]).toContain('never fires');
    expect(orderProblems([tripped, tripped])[0]).toContain('guard itself');
  });

  it('are not called out in the order recommended', () => {
    const recommended = [
      fallback(null),
      timeout(5_000),
      retry(),
      breaker(consecutive(5)),
      bulkhead(),
      timeout(1_000),
    ];
    expect(orderProblems(recommended)).toEqual([]);
  });
});

describe('errors', () => {
  it('are errors to instanceof, to loggers and to the console', () => {
    const error = new CircuitOpenError('circuit "db" is open', 100);
    expect(error).toBeInstanceOf(Error);
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
    expect(Error.prototype.toString.call(error)).toBe('CircuitOpenError: circuit "db" is open');
    expect(error.stack).toBe('CircuitOpenError: circuit "db" is open');
    expect(inspect(error)).toMatch(/^\[CircuitOpenError.*: circuit "db" is open/);
  });

  it('carry a stack trace when asked for', () => {
    captureStacks(true);
    try {
      expect(new TimeoutError('late', 1).stack).toContain('guard.test.ts');
    } finally {
      captureStacks(false);
    }
  });
});

describe('the package', () => {
  it('warns of an order that cannot work: once, and not in production', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const compose = (): unknown => guard(retry({ name: 'outer' }), retry({ name: 'inner' }));
    vi.stubEnv('NODE_ENV', 'production');
    compose();
    expect(warn).not.toHaveBeenCalled();
    vi.stubEnv('NODE_ENV', 'development');
    compose();
    compose();
    expect(warn.mock.calls).toEqual([
      ['@ninefold/resilience: retry "outer" outside retry "inner": attempts would multiply'],
    ]);
    warn.mockRestore();
    vi.unstubAllEnvs();
  });

  it('runs in any runtime: its sources import nothing but each other', async () => {
    const files = (await readdir(import.meta.dirname)).filter(
      (file) => file.endsWith('.ts') && !file.includes('.test.'),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = await readFile(new URL(file, import.meta.url), 'utf8');
      for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^\.\//);
      expect(text).not.toMatch(/\b(Buffer|setImmediate\(|process\.(on|env\b(?!\.NODE_ENV)))/);
    }
  });

  it('keeps an open circuit open to a call made while it trips', async () => {
    const guarded = breaker(consecutive(1));
    guarded.on(({ type }) => {
      if (type === 'state') void guarded.execute(() => 1).catch(() => {});
    });
    await guarded.execute(() => Promise.reject(new Error('down'))).catch(() => {});
    expect(guarded.state).toBe('open');
  });
});
