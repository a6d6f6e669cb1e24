import { newCandidate, step, validUntilMs, wakeAtMs } from './candidate.ts';
import type { CandidateState, Command, Happening, Surroundings } from './candidate.ts';
import { LeadershipLostError } from './errors.ts';
import type { LeadershipEvent, LeadershipSnapshot } from './leadership-event.ts';
import type { Lease } from './lease.ts';
import { systemTime } from './time.ts';
import type { LeadershipClock, Random } from './time.ts';
import { timing } from './timing.ts';
import type { TimingOptions } from './timing.ts';

/**
 * What a leader does. It must end soon when `signal` is aborted, and guard every write by `term`:
 * a process that was paused may wake after its lease, in the middle of a write.
 */
export type LeaderWork = (term: number, signal: AbortSignal) => Promise<void>;

export interface WhileLeaderOptions extends TimingOptions {
  /** Aborted: the work is told to stop, the lease released, and no more campaigned. */
  readonly signal?: AbortSignal;
  /** Told of everything that happens, at once. Must not throw. */
  readonly onEvent?: (event: LeadershipEvent) => void;
  /** Default: this process's. */
  readonly clock?: LeadershipClock;
  /** For jitter. Default: `Math.random`. */
  readonly random?: Random;
}

export interface Leadership {
  /**
   * Resolves when the work returned by itself, or when stopped and the work has ended. Rejects with
   * what the work threw while it led, unless that was a `StaleTermError`: then the campaign goes on.
   * In each case the lease was released, or that was tried.
   */
  readonly done: Promise<void>;
  snapshot(): LeadershipSnapshot;
  /** As an abort of `signal`; resolves when all has ended, whatever the work threw. */
  stop(): Promise<void>;
}

/**
 * Campaigns for the lease, and runs `work` whenever it is held, under a term higher than any before:
 * the fencing token. The signal is aborted before the lease may have ended by our own clock (less
 * the safety margin), not when we learn of it. The lease is released when the work has ended, and
 * the campaign goes on, until the work returns or throws by itself or `signal` is aborted.
 *
 * @throws RangeError when the timing can't keep what it must
 */
export function whileLeader(
  lease: Lease,
  work: LeaderWork,
  options: WhileLeaderOptions = {},
): Leadership {
  return new Election(lease, work, options);
}

class Election implements Leadership {
  readonly done: Promise<void>;
  readonly #lease: Lease;
  readonly #work: LeaderWork;
  readonly #clock: LeadershipClock;
  readonly #surroundings: Surroundings;
  readonly #onEvent: (event: LeadershipEvent) => void;
  readonly #outside: AbortSignal | undefined;
  /** Requests that are under way. */
  readonly #requests = new Map<number, AbortController>();
  readonly #finish: { resolve: () => void; reject: (error: unknown) => void };
  #state: CandidateState;
  #working: AbortController | undefined;
  /** What the work threw while it led. */
  #failure: { readonly error: unknown } | undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(lease: Lease, work: LeaderWork, options: WhileLeaderOptions) {
    const { clock = systemTime, random = Math.random, signal, onEvent } = options;
    let requests = 0;
    this.#lease = lease;
    this.#work = work;
    this.#clock = clock;
    this.#onEvent = onEvent ?? ((): void => undefined);
    this.#surroundings = {
      timing: timing(lease.ttlMs, options),
      random,
      nextRequest: () => ++requests,
      validUntilMs,
    };
    let resolve!: () => void;
    let reject!: (error: unknown) => void;
    this.done = new Promise((onDone, onFailed) => {
      resolve = onDone;
      reject = onFailed;
    });
    this.#finish = { resolve, reject };
    this.#state = newCandidate(clock.monotonicMs());
    this.#outside = signal;
    if (signal?.aborted) this.#happen({ kind: 'stop' });
    else {
      signal?.addEventListener('abort', this.#onStop, { once: true });
      this.#happen({ kind: 'time-passed' });
    }
  }

  async stop(): Promise<void> {
    this.#happen({ kind: 'stop' });
    await this.done.catch(() => undefined);
  }

  snapshot(): LeadershipSnapshot {
    const state = this.#state;
    switch (state.kind) {
      case 'waiting':
      case 'acquiring':
        return { role: 'candidate', failures: state.failures };
      case 'leading': {
        const { term, failures } = state;
        return { role: 'leader', term, validForMs: this.#validForMs(state), failures };
      }
      case 'ending':
        return { role: 'stepping-down', term: state.term };
      case 'releasing':
        return state.next === 'stop' ? { role: 'stopped' } : { role: 'candidate', failures: 0 };
      case 'stopped':
        return { role: 'stopped' };
    }
  }

  readonly #onStop = (): void => {
    this.#happen({ kind: 'stop' });
  };

  #happen(happening: Happening): void {
    const before = this.#state;
    if (before.kind === 'stopped') return;
    const { state, commands } = step(
      before,
      happening,
      this.#clock.monotonicMs(),
      this.#surroundings,
    );
    this.#state = state;
    this.#stopWaiting();
    const wakeMs = wakeAtMs(state, this.#surroundings.timing);
    if (wakeMs !== undefined) {
      this.#stopWaiting = this.#clock.after(Math.max(wakeMs - this.#clock.monotonicMs(), 0), () => {
        this.#happen({ kind: 'time-passed' });
      });
    }
    for (const command of commands) this.#carryOut(command);
    if (state.kind !== 'stopped') return;
    this.#outside?.removeEventListener('abort', this.#onStop);
    if (this.#failure === undefined) this.#finish.resolve();
    else this.#finish.reject(this.#failure.error);
  }

  #carryOut(command: Command): void {
    switch (command.kind) {
      case 'acquire':
        void this.#acquire(command.request);
        return;
      case 'renew':
        void this.#renew(command.request, command.term);
        return;
      case 'release':
        void this.#release(command.request, command.term);
        return;
      case 'give-up':
        this.#requests.get(command.request)?.abort(new Error('the store did not answer in time'));
        return;
      case 'begin-work':
        void this.#runWork(command.term);
        return;
      case 'abort-work': {
        const { term, reason } = command;
        this.#working?.abort(
          reason === 'stopping'
            ? (this.#outside?.reason ?? new Error('the election was stopped'))
            : new LeadershipLostError(term, reason),
        );
        this.#onEvent({ kind: 'stepping-down', term, reason });
      }
    }
  }

  async #acquire(request: number): Promise<void> {
    try {
      const term = await this.#ask(request, (signal) => this.#lease.acquire(signal));
      this.#happen(
        term === undefined ? { kind: 'refused', request } : { kind: 'granted', request, term },
      );
    } catch (error) {
      this.#onEvent({ kind: 'campaign-failed', error });
      this.#happen({ kind: 'failed', request });
    }
  }

  async #renew(request: number, term: number): Promise<void> {
    try {
      const renewed = await this.#ask(request, (signal) => this.#lease.renew(term, signal));
      this.#happen({ kind: renewed ? 'renewed' : 'gone', request });
    } catch (error) {
      if (this.#state.kind === 'leading') {
        const validForMs = this.#validForMs(this.#state);
        this.#onEvent({ kind: 'renewal-failed', term, validForMs, error });
      }
      this.#happen({ kind: 'failed', request });
    }
  }

  async #release(request: number, term: number): Promise<void> {
    try {
      await this.#ask(request, (signal) => this.#lease.release(term, signal));
      this.#onEvent({ kind: 'released', term });
      this.#happen({ kind: 'released', request });
    } catch (error) {
      this.#onEvent({ kind: 'release-failed', term, error });
      this.#happen({ kind: 'failed', request });
    }
  }

  async #ask<T>(request: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#requests.set(request, controller);
    try {
      return await call(controller.signal);
    } finally {
      this.#requests.delete(request);
    }
  }

  async #runWork(term: number): Promise<void> {
    const working = new AbortController();
    this.#working = working;
    if (this.#state.kind === 'leading') {
      this.#onEvent({ kind: 'elected', term, validForMs: this.#validForMs(this.#state) });
    }
    let stale = false;
    try {
      await this.#work(term, working.signal);
      this.#onEvent({ kind: 'work-ended', term });
    } catch (error) {
      const { aborted, reason } = working.signal;
      stale = isStaleTerm(error);
      if (!aborted && !stale) this.#failure = { error };
      const expected = aborted && error === reason;
      this.#onEvent({ kind: 'work-ended', term, ...(expected ? {} : { error }) });
    }
    this.#working = undefined;
    this.#happen({ kind: 'work-ended', stale });
  }

  #validForMs({ validUntilMs: endMs }: { readonly validUntilMs: number }): number {
    return Math.max(endMs - this.#clock.monotonicMs(), 0);
  }
}

function isStaleTerm(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'STALE_TERM';
}
