import { whenDrained } from './abandoned-work.ts';
import { outerOf } from './call.ts';
import type { Call } from './call.ts';
import { Timer } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Shedder } from './codel.ts';
import {
  BulkheadFullError,
  LoadShedError,
  QueueTimeoutError,
  atLeast,
  rejectLater,
} from './errors.ts';
import { FairQueue, Queued } from './fair-queue.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, PolicyKind, Step } from './policy.ts';
import { watch } from './scope.ts';
import type { Watcher } from './scope.ts';
import { systemClock } from './system-clock.ts';

export interface BulkheadOptions {
  /** Calls under way at once. Default: 10. */
  readonly maxConcurrent?: number;
  /** Calls that may wait for a slot; more are turned away. Default: 0. */
  readonly maxQueue?: number;
  /** Longest wait for a slot (ms). Default: no bound but the call's own deadline. */
  readonly queueTimeoutMs?: number;
  /** Of these, slots that one key may hold, so that one tenant cannot take all. Default: all. */
  readonly maxConcurrentPerKey?: number;
  /** Sheds waiting calls when the queue stands: `codel()`. Default: none. */
  readonly shed?: () => Shedder;
  readonly name?: string;
  readonly clock?: Clock;
}

export interface BulkheadEvent extends GuardEvent {
  /**
   * `started`, `finished`: a slot was taken, given back. `queued`: waits for one. `rejected`: no
   * room (`full`), waited too long (`queue-timeout`), gave way to a higher priority (`displaced`),
   * `shed`, or its caller gave up (`aborted`).
   */
  readonly type: 'started' | 'finished' | 'queued' | 'rejected';
  readonly reason?: 'full' | 'queue-timeout' | 'displaced' | 'shed' | 'aborted';
  /** Time spent in the queue (ms). */
  readonly waitedMs?: number;
}

/** Bounds how many calls are under way. Make it with `bulkhead`. */
export class Bulkhead extends Policy<never, BulkheadEvent> {
  /** @internal */
  limit: number;
  /** @internal */
  readonly clock: Clock;
  /** Calls under way, with those whose caller has been answered but whose work goes on. */
  active = 0;
  private readonly queue: FairQueue<Waiter> = new FairQueue<Waiter>();
  /** Slots held by each key; undefined when no key has a bound. */
  private readonly perKey: Map<string, number> | undefined;
  private readonly options: BulkheadOptions;
  private readonly shedder: Shedder | undefined;

  constructor(options: BulkheadOptions, kind: PolicyKind = 'bulkhead') {
    super(kind, options.name);
    const { maxConcurrent = 10, maxQueue = 0, maxConcurrentPerKey = Infinity } = options;
    atLeast(1, { maxConcurrent, maxConcurrentPerKey });
    atLeast(0, { maxQueue });
    this.limit = maxConcurrent;
    this.options = options;
    this.perKey = maxConcurrentPerKey === Infinity ? undefined : new Map();
    this.shedder = options.shed?.();
    this.clock = options.clock ?? systemClock;
  }

  around(next: Step): Step {
    return (call) => {
      if ((call.parent ?? call.options) && this.heldBy(call)) return next(call);
      // Those who wait while a slot is free are keys at their bound: not this call's affair.
      const free = this.active < this.limit;
      if (free && (this.perKey ? this.mayHold(call.key) : this.queue.size === 0)) {
        this.take(call);
        this.emit?.({ type: 'started', key: call.key });
        return this.run(next, call);
      }
      return this.enqueue(call).then(() => {
        // The slot is taken; its caller may have given up between that and now.
        const { givenUp } = call;
        return this.run(givenUp ? () => rejectLater(givenUp.reason) : next, call);
      });
    };
  }

  override get holdsState(): boolean {
    return this.active > 0 || this.queue.size > 0;
  }

  /** Slots free now. */
  get free(): number {
    return Math.max(this.limit - this.active, 0);
  }

  /** Calls that wait for a slot. */
  get queued(): number {
    return this.queue.size;
  }

  protected override facts(): object {
    const keys = this.perKey?.size;
    return { active: this.active, queued: this.queued, limit: this.limit, keys };
  }

  /** @internal Starts those who wait, as far as slots go. */
  serve(): void {
    const { clock } = this;
    while (this.active < this.limit && this.queue.size > 0) {
      const waiter = this.queue.first((key) => this.mayHold(key));
      if (!waiter) return;
      const { call, key } = waiter;
      const now = clock.monotonicMs();
      const waitedMs = now - waiter.sinceMs;
      this.queue.served(waiter);
      if (this.shedder?.shed(waitedMs, now, this.queue.size === 1)) {
        waiter.refuse('shed', new LoadShedError(`bulkhead "${this.name}" sheds load`));
      } else {
        // The slot passes to it here and now, so that nobody can slip in before it wakes.
        this.take(call);
        waiter.start();
        this.emit?.({ type: 'started', key, waitedMs });
      }
    }
  }

  /** Runs `next` in the slot that `call` holds. */
  private run(next: Step, call: Call): Promise<unknown> {
    // Once it has answered, its slot is free as soon as none of its work runs on.
    const release = (): void => {
      this.release(call);
    };
    return next(call).then(
      (value) => {
        whenDrained(call, release);
        return value;
      },
      (error: unknown) => {
        whenDrained(call, release);
        throw error;
      },
    );
  }

  private take(call: Call): void {
    this.active++;
    const { slots } = call;
    call.slots = slots ? [this, ...[slots].flat()] : this;
    const perKey = this.perKey;
    if (!perKey) return;
    const key = call.key ?? '';
    perKey.set(key, (perKey.get(key) ?? 0) + 1);
  }

  private release(call: Call): void {
    this.active--;
    const { slots } = call;
    call.slots = Array.isArray(slots) ? slots.filter((one) => one !== this) : undefined;
    const perKey = this.perKey;
    if (perKey) {
      const key = call.key ?? '';
      const held = (perKey.get(key) ?? 1) - 1;
      // A key that holds nothing is forgotten: a million keys leave nothing behind.
      if (held > 0) perKey.set(key, held);
      else perKey.delete(key);
    }
    this.emit?.({ type: 'finished', key: call.key });
    if (this.queue.size > 0) this.serve();
  }

  private mayHold(key = ''): boolean {
    const { maxConcurrentPerKey = Infinity } = this.options;
    return !this.perKey || (this.perKey.get(key) ?? 0) < maxConcurrentPerKey;
  }

  /** Whether this call, or one it is part of, holds a slot: it must not wait for itself. */
  private heldBy(call: Call): boolean {
    for (let at: Call | undefined = call; at; at = outerOf(at))
      if (at.slots === this || (Array.isArray(at.slots) && at.slots.includes(this))) return true;
    return false;
  }

  /** Waits for a slot: resolves once it is taken, rejects when it will not be. */
  private enqueue(call: Call): Promise<void> {
    const { key, priority } = call;
    const { maxQueue = 0, queueTimeoutMs = Infinity } = this.options;
    const { clock } = this;
    const full = (): BulkheadFullError => new BulkheadFullError(`bulkhead "${this.name}" is full`);
    if (this.queue.size >= maxQueue) {
      const weakest = this.queue.lastBelow(priority);
      if (!weakest) {
        this.emit?.({ type: 'rejected', reason: 'full', key });
        return rejectLater(full());
      }
      weakest.refuse('displaced', full());
    }
    this.emit?.({ type: 'queued', key });
    return new Promise((resolve, reject) => {
      const sinceMs = clock.monotonicMs();
      const timer = new Timer(() => {
        waiter.refuse(
          'queue-timeout',
          new QueueTimeoutError(`waited too long for bulkhead "${this.name}"`),
        );
      });
      const leave = (): void => {
        this.queue.remove(waiter);
        clock.stop(timer);
        watcher?.unlink();
      };
      const waiter: Waiter = new Waiter(
        call,
        sinceMs,
        () => {
          leave();
          resolve();
        },
        (reason, error) => {
          leave();
          this.emit?.({ type: 'rejected', reason, key, waitedMs: clock.monotonicMs() - sinceMs });
          reject(error);
        },
      );
      this.queue.push(waiter);
      if (queueTimeoutMs !== Infinity) clock.start(timer, queueTimeoutMs, sinceMs);
      let watcher: Watcher | undefined;
      watcher = watch(call, (reason) => {
        waiter.refuse('aborted', reason);
      });
    });
  }
}

/**
 * Lets at most `maxConcurrent` calls be under way, so that one slow dependency cannot take all the
 * memory, sockets and time there is. More wait in a bounded queue: by priority, then by key in
 * turns, then by arrival. Rejects with `BulkheadFullError`, `QueueTimeoutError` or `LoadShedError`.
 *
 * Work that a timeout gave up but that runs on keeps its slot until it ends: the limit is on what
 * runs, not on who waits for it. A call made within a call that holds a slot (its context given as
 * `parent`) shares that slot, so that it cannot wait for itself.
 */
export function bulkhead(options: BulkheadOptions = {}): Bulkhead {
  return new Bulkhead(options);
}

class Waiter extends Queued {
  readonly call: Call;
  readonly sinceMs: number;
  readonly start: () => void;
  readonly refuse: (reason: NonNullable<BulkheadEvent['reason']>, error: unknown) => void;

  constructor(call: Call, sinceMs: number, start: Waiter['start'], refuse: Waiter['refuse']) {
    super(call.key, call.priority);
    this.call = call;
    this.sinceMs = sinceMs;
    this.start = start;
    this.refuse = refuse;
  }
}

const named = new Map<string, Bulkhead>();

/**
 * The process's bulkhead of this name, made when first asked for. `options` count then only.
 * Names are kept for good: use a fixed set, and `maxConcurrentPerKey` for tenants.
 */
export function namedBulkhead(name: string, options: BulkheadOptions = {}): Bulkhead {
  let found = named.get(name);
  if (found === undefined) {
    found = new Bulkhead({ ...options, name });
    named.set(name, found);
  }
  return found;
}
