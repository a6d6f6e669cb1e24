/**
 * The traps: what goes wrong in guards that look right. One script each, run on this library, on a
 * naive version (traps.test.ts, where each must fail) and on its peers (bench/resilience). They
 * use real time, since a peer has no other.
 */
import { getEventListeners } from 'node:events';

/** A guard as every library can offer it. */
export interface Guarded {
  readonly execute: (
    fn: (signal?: AbortSignal, inner?: Guarded) => unknown,
    signal?: AbortSignal,
  ) => Promise<unknown>;
  /** Calls back on every change of state, if the library has such a thing. */
  readonly onStateChange?: (listener: () => void) => void;
}

/** A library, as far as the scripts need it; what it lacks is left out. */
export interface Subject {
  readonly name: string;
  /** Whether a caller can cancel one call. */
  readonly cancels: boolean;
  readonly breaker?: (options: {
    failures: number;
    openMs: number;
    isFailure?: (error: unknown) => boolean;
  }) => Guarded;
  readonly bulkhead?: (slots: number, queue: number) => Guarded;
  /** With the library's default queue. */
  readonly plainBulkhead?: (slots: number) => Guarded;
  readonly timeout?: (ms: number) => Guarded;
  readonly retry?: (attempts: number) => Guarded;
}

export interface Finding {
  readonly held: boolean;
  /** What happened, for the table. */
  readonly saw: string;
}

export interface Trap {
  readonly name: string;
  /** Undefined when the subject has no such guard. */
  readonly run: (subject: Subject) => Promise<Finding | undefined>;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** How a promise ended within `ms`. */
async function within(ms: number, promise: Promise<unknown>): Promise<string> {
  return Promise.race([
    promise.then(
      (value) => `resolved ${String(value)}`,
      (error: unknown) => `rejected ${error instanceof Error ? error.message : String(error)}`,
    ),
    delay(ms).then(() => 'still waiting'),
  ]);
}

const fail = (): Promise<never> => Promise.reject(new Error('down'));
const quiet = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => {});
const OPEN_MS = 40;

async function opened(guarded: Guarded): Promise<void> {
  await quiet(guarded.execute(fail));
}

export const traps: readonly Trap[] = [
  {
    name: 'one probe through a half-open race of 100',
    async run({ breaker }) {
      const guarded = breaker?.({ failures: 1, openMs: OPEN_MS });
      if (guarded === undefined) return undefined;
      await opened(guarded);
      await delay(OPEN_MS + 20);
      let calls = 0;
      let finish!: () => void;
      const answered = new Promise<void>((resolve) => (finish = resolve));
      const all = Array.from({ length: 100 }, () =>
        quiet(
          guarded.execute(() => {
            calls++;
            return answered;
          }),
        ),
      );
      await delay(10);
      const probes = calls;
      finish();
      await Promise.all(all);
      return { held: probes === 1, saw: `${probes} under way at once` };
    },
  },
  {
    name: 'a success from before the trip does not close the circuit',
    async run({ breaker }) {
      const guarded = breaker?.({ failures: 1, openMs: OPEN_MS });
      if (guarded === undefined) return undefined;
      let finish!: () => void;
      const early = guarded.execute(() => new Promise<void>((resolve) => (finish = resolve)));
      await opened(guarded);
      finish();
      await quiet(early);
      let called = false;
      await quiet(guarded.execute(() => (called = true)));
      return { held: !called, saw: called ? 'closed without a probe' : 'stays open' };
    },
  },
  {
    name: 'a success from before the trip does not end the half-open state',
    async run({ breaker }) {
      const guarded = breaker?.({ failures: 1, openMs: OPEN_MS });
      if (guarded === undefined) return undefined;
      let finish!: () => void;
      let finishProbe!: () => void;
      const early = guarded.execute(() => new Promise<void>((resolve) => (finish = resolve)));
      await opened(guarded);
      await delay(OPEN_MS + 20);
      const probe = quiet(
        guarded.execute(() => new Promise<void>((resolve) => (finishProbe = resolve))),
      );
      finish();
      await quiet(early);
      let called = false;
      const next = quiet(guarded.execute(() => (called = true)));
      await delay(5);
      const held = !called;
      finishProbe();
      await Promise.all([probe, next]);
      return { held, saw: held ? 'waits for the probe' : 'lets calls through beside the probe' };
    },
  },
  {
    name: 'the wall clock is set back an hour while open',
    async run({ breaker }) {
      const guarded = breaker?.({ failures: 1, openMs: OPEN_MS });
      if (guarded === undefined) return undefined;
      await opened(guarded);
      const real = Date.now;
      Date.now = () => real.call(Date) - 3_600_000;
      try {
        await delay(OPEN_MS + 20);
        const answer = await within(
          200,
          guarded.execute(() => 'up'),
        );
        return { held: answer === 'resolved up', saw: answer };
      } finally {
        Date.now = real;
      }
    },
  },
  {
    name: 'no timer keeps the process alive after the calls',
    async run({ timeout, breaker }) {
      const timers = (): number =>
        process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
      const before = timers();
      for (let call = 0; call < 10; call++) await timeout?.(60_000).execute(() => call);
      const guarded = breaker?.({ failures: 1, openMs: 60_000 });
      if (guarded !== undefined) await opened(guarded);
      await delay(60);
      const left = Math.max(timers() - before, 0);
      return { held: left === 0, saw: `${left} timers of 60 s left` };
    },
  },
  {
    name: 'no listener stays on a long-lived signal after 20,000 calls',
    async run({ timeout, bulkhead, retry, cancels }) {
      if (!cancels) return undefined;
      const { signal } = new AbortController();
      for (const guarded of [timeout?.(60_000), bulkhead?.(10, 10), retry?.(3)])
        if (guarded !== undefined)
          for (let call = 0; call < 7_000; call++)
            await guarded.execute((inner) => inner?.aborted, signal);
      const left = getEventListeners(signal, 'abort').length;
      return { held: left === 0, saw: `${left} listeners` };
    },
  },
  {
    name: 'the losing branch of a timeout leaves no unhandled rejection',
    async run({ timeout }) {
      const guarded = timeout?.(10);
      if (guarded === undefined) return undefined;
      const others = process.listeners('unhandledRejection');
      let unhandled = 0;
      process.removeAllListeners('unhandledRejection');
      process.on('unhandledRejection', () => unhandled++);
      await quiet(guarded.execute(() => delay(30).then(fail)));
      await delay(50);
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
      return { held: unhandled === 0, saw: `${unhandled} unhandled` };
    },
  },
  {
    name: 'work under a timeout is told to stop',
    async run({ timeout }) {
      const guarded = timeout?.(10);
      if (guarded === undefined) return undefined;
      let told = false;
      await quiet(
        guarded.execute(async (signal) => {
          signal?.addEventListener('abort', () => (told = true));
          await delay(40);
        }),
      );
      await delay(50);
      return { held: told, saw: told ? 'signal aborted' : 'runs on, never told' };
    },
  },
  {
    name: "a caller's abort under a timeout surfaces with its reason",
    async run({ timeout, cancels }) {
      const guarded = timeout?.(200);
      if (guarded === undefined || !cancels) return undefined;
      const controller = new AbortController();
      const answer = guarded.execute(() => new Promise(() => {}), controller.signal);
      answer.catch(() => {});
      controller.abort(new Error('the user left'));
      const saw = await within(400, answer);
      return { held: saw === 'rejected the user left', saw };
    },
  },
  {
    name: 'a call aborted while queued leaves the queue at once, and no slot is lost',
    async run({ bulkhead }) {
      const guarded = bulkhead?.(1, 2);
      if (guarded === undefined) return undefined;
      let finish!: () => void;
      const first = guarded.execute(() => new Promise<void>((resolve) => (finish = resolve)));
      const controller = new AbortController();
      let ran = false;
      const queued = guarded.execute(() => (ran = true), controller.signal);
      queued.catch(() => {});
      controller.abort(new Error('the user left'));
      const answer = await within(30, queued);
      const third = guarded.execute(() => 'third');
      third.catch(() => {});
      finish();
      await quiet(first);
      const after = await within(50, third);
      const held = answer === 'rejected the user left' && !ran && after === 'resolved third';
      return {
        held,
        saw: `aborted call ${answer}${ran ? ', and its work ran' : ''}; next ${after}`,
      };
    },
  },
  {
    name: 'the queue is bounded by default',
    async run({ plainBulkhead }) {
      const guarded = plainBulkhead?.(1);
      if (guarded === undefined) return undefined;
      let rejected = 0;
      let finish!: () => void;
      const first = guarded.execute(() => new Promise<void>((resolve) => (finish = resolve)));
      const rest = Array.from({ length: 500 }, () =>
        guarded.execute(() => 1).catch(() => rejected++),
      );
      await delay(5);
      const turnedAway = rejected;
      finish();
      await Promise.all([first, ...rest]);
      return { held: turnedAway > 0, saw: `${500 - turnedAway} of 500 queued behind 1 slot` };
    },
  },
  {
    name: 'retry inside retry does not multiply (3 × 3)',
    async run({ retry }) {
      const outer = retry?.(3);
      const inner = retry?.(3);
      if (outer === undefined || inner === undefined) return undefined;
      let calls = 0;
      await quiet(
        outer.execute(() =>
          inner.execute(() => {
            calls++;
            return fail();
          }),
        ),
      );
      return { held: calls === 3, saw: `${calls} calls` };
    },
  },
  {
    name: 'a synchronous throw is a rejection',
    async run({ breaker, bulkhead, timeout, retry }) {
      const guards = {
        breaker: breaker?.({ failures: 5, openMs: OPEN_MS }),
        bulkhead: bulkhead?.(1, 0),
        timeout: timeout?.(50),
        retry: retry?.(1),
      };
      const escaped: string[] = [];
      for (const [name, guarded] of Object.entries(guards)) {
        try {
          await guarded
            ?.execute(() => {
              throw new Error('at once');
            })
            .catch(() => {});
        } catch {
          escaped.push(name);
        }
        // A slot that was not given back shows as a refusal now.
        const again = await within(60, guarded?.execute(() => 'again') ?? Promise.resolve('again'));
        if (again !== 'resolved again') escaped.push(`${name} afterwards: ${again}`);
      }
      return { held: escaped.length === 0, saw: escaped.join(', ') || 'rejected, nothing lost' };
    },
  },
  {
    name: 'a thrown undefined is a failure like any other',
    async run({ breaker, retry }) {
      const guarded = breaker?.({ failures: 1, openMs: 60_000 });
      if (guarded === undefined) return undefined;
      const nothing = (): Promise<never> => Promise.reject(undefined as unknown as Error);
      const first = await within(100, guarded.execute(nothing));
      let called = false;
      await quiet(guarded.execute(() => (called = true)));
      let calls = 0;
      await quiet(
        retry?.(2).execute(() => {
          calls++;
          return nothing();
        }) ?? Promise.resolve(),
      );
      const counted = !called && (retry === undefined || calls === 2);
      return {
        held: first === 'rejected undefined' && counted,
        saw: `${first}; ${called ? 'not counted' : 'counted'}; ${calls} of 2 attempts`,
      };
    },
  },
  {
    name: 'a predicate that throws does not hide the error of the call',
    async run({ breaker }) {
      const guarded = breaker?.({
        failures: 1,
        openMs: OPEN_MS,
        isFailure: () => {
          throw new Error('a bug in the predicate');
        },
      });
      if (guarded === undefined) return undefined;
      const saw = await within(100, guarded.execute(fail));
      return { held: saw === 'rejected down', saw };
    },
  },
  {
    name: 'a listener that throws does not change the outcome',
    async run({ breaker }) {
      const guarded = breaker?.({ failures: 1, openMs: OPEN_MS });
      if (guarded?.onStateChange === undefined) return undefined;
      guarded.onStateChange(() => {
        throw new Error('a bug in the listener');
      });
      const saw = await within(100, guarded.execute(fail));
      return { held: saw === 'rejected down', saw };
    },
  },
  {
    name: 'a call that calls its own bulkhead does not wait for itself',
    async run({ bulkhead }) {
      const guarded = bulkhead?.(1, 1);
      if (guarded === undefined) return undefined;
      const saw = await within(
        100,
        guarded.execute((_signal, inner) => (inner ?? guarded).execute(() => 'inner')),
      );
      return { held: saw === 'resolved inner', saw };
    },
  },
];
