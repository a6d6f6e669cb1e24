/** What a guard tells the operation it calls. */
export interface CallContext {
  /**
   * Aborted when the caller gives up, a timeout passes or another hedge has won. Made when first
   * asked for: an operation that never looks at it costs no AbortController.
   */
  readonly signal: AbortSignal;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Time left until the nearest deadline of all enclosing timeouts (ms); `Infinity` if none. */
  readonly remainingMs: number;
  /** What the caller named the target, for keyed guards. */
  readonly key: string | undefined;
  /** Higher goes first where calls queue. Default: 0. */
  readonly priority: number;
}

/** The work behind a guard. A throw and a rejection mean the same. */
export type Operation<T> = (context: CallContext) => T | PromiseLike<T>;

/** What a caller may say about one call. */
export interface ExecuteOptions {
  /** The caller's own cancellation; its reason is what the caller gets back. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The context of the call this one is part of: its deadline, cancellation, key and priority hold
   * here too, and a bulkhead or retry of both is seen as one.
   */
  readonly parent?: CallContext | undefined;
  /** Names the target (a host, a tenant) for keyed guards, single flight and caches. */
  readonly key?: string | undefined;
  /** Higher goes first where calls queue. Default: 0. */
  readonly priority?: number | undefined;
}

/** Something that must know when a call is given up. Intrusive, as timers are. */
export interface Watcher {
  onAbort(reason: unknown): void;
  watcherPrevious: Watcher | undefined;
  watcherNext: Watcher | undefined;
  /** The list it is in. */
  watching: WatcherList | undefined;
}

/** A list of watchers with O(1) add and remove. */
export class WatcherList {
  private head: Watcher | undefined = undefined;

  get empty(): boolean {
    return this.head === undefined;
  }

  add(watcher: Watcher): void {
    watcher.watching = this;
    watcher.watcherPrevious = undefined;
    watcher.watcherNext = this.head;
    if (this.head !== undefined) this.head.watcherPrevious = watcher;
    this.head = watcher;
  }

  remove(watcher: Watcher): void {
    const { watcherPrevious: previous, watcherNext: next } = watcher;
    if (previous === undefined) this.head = next;
    else previous.watcherNext = next;
    if (next !== undefined) next.watcherPrevious = previous;
    watcher.watching = undefined;
    watcher.watcherPrevious = undefined;
    watcher.watcherNext = undefined;
    this.onRemoved();
  }

  abortAll(reason: unknown): void {
    while (this.head !== undefined) {
      const watcher = this.head;
      this.remove(watcher);
      watcher.onAbort(reason);
    }
  }

  /** For lists that hold something only while they are not empty. */
  protected onRemoved(): void {}
}

/** One listener on a caller's signal, however many calls share the signal. */
class SignalHub extends WatcherList {
  private readonly signal: AbortSignal;
  private listening = false;

  constructor(signal: AbortSignal) {
    super();
    this.signal = signal;
  }

  override add(watcher: Watcher): void {
    super.add(watcher);
    if (this.listening) return;
    this.listening = true;
    this.signal.addEventListener('abort', this.onSignal);
  }

  protected override onRemoved(): void {
    if (!this.empty || !this.listening) return;
    this.listening = false;
    this.signal.removeEventListener('abort', this.onSignal);
  }

  private readonly onSignal = (): void => {
    this.abortAll(this.signal.reason);
  };
}

const hubs = new WeakMap<AbortSignal, SignalHub>();

function hubOf(signal: AbortSignal): SignalHub {
  let hub = hubs.get(signal);
  if (hub === undefined) {
    hub = new SignalHub(signal);
    hubs.set(signal, hub);
  }
  return hub;
}

/** A link from a call up to one thing that can abort it. */
class UpLink implements Watcher {
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  private readonly call: Call;

  constructor(call: Call) {
    this.call = call;
  }

  onAbort(reason: unknown): void {
    this.call.abort(reason);
  }
}

/** @internal What only some calls need, made when one does. */
export class Cancellation {
  aborted = false;
  reason: unknown = undefined;
  controller: AbortController | undefined = undefined;
  fromParent: UpLink | undefined = undefined;
  fromSignal: UpLink | undefined = undefined;
  /** Work of this call that runs on after it was given up. */
  abandoned = 0;
  drained: (() => void)[] | undefined = undefined;
}

/** The nearest deadline above a call. */
export interface Deadline {
  readonly remainingMs: number;
}

/** One call on its way through the guards; also the context its operation sees. */
export class Call implements CallContext {
  readonly fn: Operation<unknown>;
  /** The call this is an attempt or a part of. */
  readonly parent: Call | undefined;
  readonly options: ExecuteOptions | undefined;
  attempt: number;
  deadline: Deadline | undefined;
  /** The bulkhead whose slot this call holds, or all of them. */
  holds: object | object[] | undefined;
  private watchers: WatcherList | undefined;
  /** @internal What only some calls need, made when one does. */
  cancellation: Cancellation | undefined;

  constructor(
    fn: Operation<unknown>,
    parent: Call | undefined,
    options: ExecuteOptions | undefined,
  ) {
    this.fn = fn;
    this.parent = parent;
    this.options = options;
    this.attempt = 1;
    this.deadline = undefined;
    this.holds = undefined;
    this.watchers = undefined;
    this.cancellation = undefined;
  }

  /** Whether anything above could give this call up. */
  get abortable(): boolean {
    return this.parent !== undefined || this.options !== undefined;
  }

  /** A call under this one, to be given up on its own. */
  child(): Call {
    const child = new Call(this.fn, this, this.options);
    child.attempt = this.attempt;
    child.deadline = this.deadline;
    return child;
  }

  get key(): string | undefined {
    return this.options?.key ?? this.parent?.key;
  }

  get priority(): number {
    return this.options?.priority ?? this.parent?.priority ?? 0;
  }

  get remainingMs(): number {
    return this.deadline === undefined ? Infinity : this.deadline.remainingMs;
  }

  get signal(): AbortSignal {
    const cancellation = (this.cancellation ??= new Cancellation());
    if (cancellation.controller === undefined) {
      cancellation.controller = new AbortController();
      if (this.aborted) cancellation.controller.abort(this.reason);
      else this.attach(cancellation);
    }
    return cancellation.controller.signal;
  }

  get aborted(): boolean {
    if (this.cancellation?.aborted) return true;
    if (this.parent !== undefined) return this.parent.aborted || this.ownSignal?.aborted === true;
    return this.options?.signal?.aborted === true;
  }

  /** Why it was given up; meaningless unless `aborted`. */
  get reason(): unknown {
    if (this.cancellation?.aborted) return this.cancellation.reason;
    if (this.ownSignal?.aborted) return this.ownSignal.reason;
    return this.parent?.reason;
  }

  abort(reason: unknown): void {
    const cancellation = (this.cancellation ??= new Cancellation());
    if (cancellation.aborted) return;
    cancellation.aborted = true;
    cancellation.reason = reason;
    this.detach();
    cancellation.controller?.abort(reason);
    this.watchers?.abortAll(reason);
  }

  /** Makes this call hear of being given up from above, though its operation may not ask. */
  follow(): void {
    this.attach((this.cancellation ??= new Cancellation()));
  }

  /** Tells `watcher` once if this call is given up. The call must not be aborted yet. */
  watch(watcher: Watcher): void {
    (this.watchers ??= new WatcherList()).add(watcher);
    if (this.parent?.abortable || this.options !== undefined) this.follow();
  }

  unwatch(watcher: Watcher): void {
    watcher.watching?.remove(watcher);
  }

  /** The call has settled: lets go of everything above it. */
  detach(): void {
    const { cancellation } = this;
    if (cancellation === undefined) return;
    const { fromParent, fromSignal } = cancellation;
    if (fromParent?.watching !== undefined) fromParent.watching.remove(fromParent);
    if (fromSignal?.watching !== undefined) fromSignal.watching.remove(fromSignal);
  }

  /** The call's answer has been given, but its work goes on. `workDone` must follow. */
  abandonWork(): void {
    (this.cancellation ??= new Cancellation()).abandoned++;
    this.parent?.abandonWork();
  }

  workDone(): void {
    const { cancellation } = this;
    if (cancellation !== undefined && --cancellation.abandoned === 0) {
      const { drained } = cancellation;
      cancellation.drained = undefined;
      if (drained !== undefined) for (const done of drained) done();
    }
    this.parent?.workDone();
  }

  /** Whether work of this call still runs though it has settled. */
  get working(): boolean {
    return this.cancellation !== undefined && this.cancellation.abandoned > 0;
  }

  /** Calls `done` once no work of this call runs; only while `working`. */
  whenDrained(done: () => void): void {
    const cancellation = (this.cancellation ??= new Cancellation());
    (cancellation.drained ??= []).push(done);
  }

  /** Whether this call or one it is part of holds a slot of `bulkhead`. */
  holdsSlotOf(bulkhead: object): boolean {
    const { holds } = this;
    if (holds === bulkhead) return true;
    if (Array.isArray(holds) && holds.includes(bulkhead)) return true;
    return this.parent?.holdsSlotOf(bulkhead) ?? false;
  }

  /** Whether this call is `other` or a part of it. */
  isWithin(other: Call): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }

  /** The signal this call was given itself; a child shares its parent's options. */
  private get ownSignal(): AbortSignal | undefined {
    const { options, parent } = this;
    if (options === undefined || parent?.options === options) return undefined;
    return options.signal;
  }

  private attach(cancellation: Cancellation): void {
    const { parent } = this;
    if (parent?.abortable && cancellation.fromParent?.watching === undefined)
      parent.watch((cancellation.fromParent ??= new UpLink(this)));
    const signal = this.ownSignal;
    if (signal !== undefined && cancellation.fromSignal?.watching === undefined)
      hubOf(signal).add((cancellation.fromSignal ??= new UpLink(this)));
  }
}
