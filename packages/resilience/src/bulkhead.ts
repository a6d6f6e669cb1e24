import type { Call, Watcher, WatcherList } from './call.ts';
import type { Clock, Timer } from './clock.ts';
import type { Shedder } from './codel.ts';
import { BulkheadFullError, LoadShedError, QueueTimeoutError, rejectLater } from './errors.ts';
import { FairQueue } from './fair-queue.ts';
import type { Queued } from './fair-queue.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection, PolicyKind } from './policy.ts';
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
  readonly kind: PolicyKind = 'bulkhead';
  /** @internal Calls under way, with those whose caller has been answered but whose work goes on. */
  active = 0;
  /** @internal */
  limit: number;
  /** @internal */
  readonly queue: FairQueue<Waiter> = new FairQueue<Waiter>();
  /** @internal Slots held by each key; undefined when no key has a bound. */
  readonly perKey: Map<string, number> | undefined;
  /** @internal */
  readonly clock: Clock;
  private readonly maxQueue: number;
  private readonly queueTimeoutMs: number;
  private readonly maxPerKey: number;
  private readonly shedder: Shedder | undefined;
  private readonly fullMessage: string;

  constructor(options: BulkheadOptions) {
    super(options.name ?? 'bulkhead');
    const { maxConcurrent = 10, maxQueue = 0, queueTimeoutMs = Infinity } = options;
    if (!(maxConcurrent >= 1)) throw new RangeError('bulkhead: maxConcurrent must be 1 or more');
    if (!(maxQueue >= 0)) throw new RangeError('bulkhead: maxQueue must be 0 or more');
    this.limit = maxConcurrent;
    this.maxQueue = maxQueue;
    this.queueTimeoutMs = queueTimeoutMs;
    this.maxPerKey = options.maxConcurrentPerKey ?? Infinity;
    if (!(this.maxPerKey >= 1))
      throw new RangeError('bulkhead: maxConcurrentPerKey must be 1 or more');
    this.perKey = this.maxPerKey === Infinity ? undefined : new Map();
    this.shedder = options.shed?.();
    this.clock = options.clock ?? systemClock;
    this.fullMessage = `bulkhead "${this.name}" is full`;
  }

  around(next: Step | undefined): Step {
    return new BulkheadStep(this, next);
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

  inspect(): Inspection {
    const { kind, name, active, queued, limit } = this;
    return { kind, name, active, queued, limit };
  }

  /** @internal Whether this call may start at once though others wait. */
  mayStart(call: Call): boolean {
    // Those who wait while a slot is free are keys at their bound: their order is not this call's.
    return this.active < this.limit && this.perKey !== undefined && this.mayHold(call.key ?? '');
  }

  /** @internal */
  take(call: Call): void {
    this.active++;
    call.holds = call.holds === undefined ? this : [this, ...[call.holds].flat()];
    const { perKey } = this;
    if (perKey === undefined) return;
    const key = call.key ?? '';
    perKey.set(key, (perKey.get(key) ?? 0) + 1);
  }

  /** @internal The call has answered; its slot is free once none of its work runs on. */
  leave(call: Call): void {
    if (call.cancellation !== undefined && call.working) {
      call.whenDrained(() => {
        this.release(call);
      });
      return;
    }
    this.release(call);
  }

  /** @internal Waits for a slot: resolves once it is taken, rejects when it will not be. */
  enqueue(call: Call): Promise<void> {
    const priority = call.priority;
    if (this.queue.size >= this.maxQueue) {
      const weakest = this.queue.lastBelow(priority);
      if (weakest === undefined) {
        this.rejected(call, 'full', undefined);
        return rejectLater(new BulkheadFullError(this.fullMessage));
      }
      weakest.refuse('displaced', new BulkheadFullError(this.fullMessage));
    }
    if (this.listeners !== undefined) this.emit({ type: 'queued', key: call.key });
    return new Promise((resolve, reject) => {
      const waiter = new Waiter(this, call, priority, resolve, reject);
      this.queue.push(waiter);
      waiter.begin(this.queueTimeoutMs);
    });
  }

  /** @internal */
  rejected(
    call: Call,
    reason: NonNullable<BulkheadEvent['reason']>,
    waitedMs: number | undefined,
  ): void {
    if (this.listeners === undefined) return;
    this.emit({
      type: 'rejected',
      reason,
      key: call.key,
      ...(waitedMs === undefined ? {} : { waitedMs }),
    });
  }

  /** @internal Starts those who wait, as far as slots go. */
  serve(): void {
    while (this.active < this.limit && this.queue.size > 0) {
      const waiter = this.queue.shift(this.perKey === undefined ? undefined : this.mayHoldKey);
      if (waiter === undefined) return;
      const now = this.clock.monotonicMs();
      if (this.shedder?.shed(now - waiter.sinceMs, now, this.queue.size === 0))
        waiter.refuse('shed', new LoadShedError(`bulkhead "${this.name}" sheds load`));
      else waiter.start(now);
    }
  }

  private release(call: Call): void {
    this.active--;
    call.holds = Array.isArray(call.holds) ? call.holds.filter((one) => one !== this) : undefined;
    if (this.perKey !== undefined) {
      const key = call.key ?? '';
      const held = (this.perKey.get(key) ?? 1) - 1;
      // A key that holds nothing is forgotten: a million keys leave nothing behind.
      if (held > 0) this.perKey.set(key, held);
      else this.perKey.delete(key);
    }
    if (this.listeners !== undefined) this.emit({ type: 'finished', key: call.key });
    if (this.queue.size > 0) this.serve();
  }

  private mayHold(key: string): boolean {
    return ((this.perKey as Map<string, number>).get(key) ?? 0) < this.maxPerKey;
  }

  private readonly mayHoldKey = (key: string): boolean => this.mayHold(key);
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

class Waiter implements Queued, Timer, Watcher {
  queuePrevious: Queued | undefined = undefined;
  queueNext: Queued | undefined = undefined;
  line: Queued['line'] = undefined;
  timerPrevious: Timer | undefined = undefined;
  timerNext: Timer | undefined = undefined;
  timerSlot = -1;
  timerTick = 0;
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  readonly key: string;
  readonly priority: number;
  readonly sinceMs: number;
  private readonly bulkhead: Bulkhead;
  private readonly call: Call;
  private readonly resolve: () => void;
  private readonly reject: (reason: unknown) => void;

  constructor(
    owner: Bulkhead,
    call: Call,
    priority: number,
    resolve: () => void,
    reject: (reason: unknown) => void,
  ) {
    this.bulkhead = owner;
    this.call = call;
    this.key = call.key ?? '';
    this.priority = priority;
    this.sinceMs = owner.clock.monotonicMs();
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(timeoutMs: number): void {
    if (this.call.abortable) this.call.watch(this);
    if (timeoutMs !== Infinity) this.bulkhead.clock.start(this, timeoutMs, this.sinceMs);
  }

  /** The slot passes to it here and now, so that nobody can slip in before it wakes. */
  start(nowMs: number): void {
    this.leaveQueue();
    this.bulkhead.take(this.call);
    if (this.bulkhead.listeners !== undefined)
      this.bulkhead.emit({
        type: 'started',
        key: this.call.key,
        waitedMs: nowMs - this.sinceMs,
      });
    this.resolve();
  }

  refuse(reason: NonNullable<BulkheadEvent['reason']>, error: unknown): void {
    this.leaveQueue();
    this.bulkhead.rejected(this.call, reason, this.bulkhead.clock.monotonicMs() - this.sinceMs);
    this.reject(error);
  }

  onTimer(): void {
    const { name } = this.bulkhead;
    this.refuse('queue-timeout', new QueueTimeoutError(`waited too long for bulkhead "${name}"`));
  }

  onAbort(reason: unknown): void {
    this.refuse('aborted', reason);
  }

  private leaveQueue(): void {
    this.bulkhead.queue.remove(this);
    this.bulkhead.clock.stop(this);
    this.call.unwatch(this);
  }
}

/** @internal */
export class BulkheadStep extends Step {
  protected readonly policy: Bulkhead;

  constructor(policy: Bulkhead, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    if (call.abortable && call.holdsSlotOf(policy)) return proceed(this.next, call);
    if (policy.active < policy.limit && policy.perKey === undefined && policy.queue.size === 0)
      return this.start(call);
    if (policy.mayStart(call)) return this.start(call);
    return this.runQueued(call);
  }

  private start(call: Call): Promise<unknown> {
    const { policy } = this;
    policy.take(call);
    if (policy.listeners !== undefined) policy.emit({ type: 'started', key: call.key });
    return proceed(this.next, call).then(
      (value) => {
        policy.leave(call);
        return value;
      },
      (error: unknown) => {
        policy.leave(call);
        throw error;
      },
    );
  }

  private async runQueued(call: Call): Promise<unknown> {
    const { policy } = this;
    await policy.enqueue(call);
    try {
      // The slot is taken; its caller may have given up between that and now.
      if (call.aborted) throw call.reason;
      return await proceed(this.next, call);
    } finally {
      policy.leave(call);
    }
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
