import type { Leftover } from './abandoned-work.ts';
import type { MonotonicTime } from './clock.ts';
import { Link } from './link.ts';

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

/** Told once when a call is given up; `unlink` when that no longer matters. */
export class Watcher extends Link {
  readonly onAbort: (reason: unknown) => void;

  constructor(onAbort: (reason: unknown) => void) {
    super();
    this.onAbort = onAbort;
  }
}

/** The head of a ring of watchers. */
class Watchers extends Link {
  /** Tells all, and lets go of them. */
  tell(reason: unknown): void {
    while (!this.alone) {
      const watcher = this.next as Watcher;
      watcher.unlink();
      watcher.onAbort(reason);
    }
  }
}

/** One listener on a caller's signal, however many calls share the signal. */
class Hub extends Watchers {
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super();
    this.signal = signal;
    hubs.set(signal, this);
    signal.addEventListener('abort', this);
  }

  handleEvent(): void {
    this.tell(this.signal.reason);
  }

  /** Leaves nothing on a signal that no call listens to. */
  close(): void {
    if (!this.alone) return;
    this.signal.removeEventListener('abort', this);
    hubs.delete(this.signal);
  }
}

const hubs = new WeakMap<AbortSignal, Hub>();

/** What a call hears from; made when first needed. */
class Ties {
  controller: AbortController | undefined = undefined;
  fromParent: Watcher | undefined = undefined;
  fromSignal: Watcher | undefined = undefined;
  hub: Hub | undefined = undefined;
}

/** The nearest deadline above a call. */
export interface Deadline {
  readonly clock: MonotonicTime;
  readonly dueMs: number;
}

/** Why a call was given up; in a box, since a reason may be `undefined`. */
export interface GivenUp {
  readonly reason: unknown;
}

/** Options, with what only the library sets. */
interface CallOptions extends ExecuteOptions {
  /**
   * The call that began this shared one. Its deadline and cancellation are not this call's, but
   * nothing in here may wait for a slot or a flight that waits for it.
   */
  readonly origin?: Call;
}

/** One call on its way through the guards; also the context its operation sees. */
export class Call implements CallContext {
  readonly fn: Operation<unknown>;
  /** The call this is an attempt or a part of. */
  readonly parent: Call | undefined;
  readonly options: CallOptions | undefined;
  attempt = 1;
  deadline: Deadline | undefined;
  /** Owned by bulkheads: the one whose slot this call holds, or all of them. */
  slots: object | undefined = undefined;
  /** Owned by `abandoned-work.ts`. */
  leftover: Leftover | undefined = undefined;
  private ended: GivenUp | undefined = undefined;
  private watchers: Watchers | undefined = undefined;
  private ties: Ties | undefined = undefined;

  constructor(fn: Operation<unknown>, parent: Call | undefined, options: CallOptions | undefined) {
    this.fn = fn;
    this.parent = parent;
    this.options = options;
    this.deadline = parent?.deadline;
  }

  /** Whether anything above could give this call up. */
  get abortable(): boolean {
    return this.parent !== undefined || this.options !== undefined;
  }

  get key(): string | undefined {
    return this.options?.key ?? this.parent?.key;
  }

  get priority(): number {
    return this.options?.priority ?? this.parent?.priority ?? 0;
  }

  get remainingMs(): number {
    const { deadline } = this;
    return deadline ? Math.max(deadline.dueMs - deadline.clock.monotonicMs(), 0) : Infinity;
  }

  get signal(): AbortSignal {
    const ties = (this.ties ??= new Ties());
    if (!ties.controller) {
      const controller = (ties.controller = new AbortController());
      this.watch((reason) => {
        controller.abort(reason);
      });
    }
    return ties.controller.signal;
  }

  /** Why it was given up; undefined while it is not. */
  get givenUp(): GivenUp | undefined {
    const signal = this.options?.signal;
    return this.ended ?? (signal?.aborted ? signal : this.parent?.givenUp);
  }

  /** Gives it up, with all that is under it. */
  abort(reason: unknown): void {
    if (this.ended) return;
    this.ended = { reason };
    this.detach();
    this.watchers?.tell(reason);
  }

  /** Tells `onAbort` once if this call is given up: at once if it has been. */
  watch(onAbort: (reason: unknown) => void): Watcher {
    const watcher = new Watcher(onAbort);
    const { givenUp, parent } = this;
    if (givenUp) {
      onAbort(givenUp.reason);
      return watcher;
    }
    (this.watchers ??= new Watchers()).append(watcher);
    if (parent?.abortable) {
      const ties = (this.ties ??= new Ties());
      ties.fromParent ??= parent.watch(followBy(this));
    }
    const signal = this.options?.signal;
    if (signal) {
      const ties = (this.ties ??= new Ties());
      if (!ties.hub) {
        ties.hub = hubs.get(signal) ?? new Hub(signal);
        ties.hub.append((ties.fromSignal = new Watcher(followBy(this))));
      }
    }
    return watcher;
  }

  /** The call has settled: lets go of everything above it. */
  detach(): void {
    const { ties } = this;
    if (!ties) return;
    ties.fromParent?.unlink();
    ties.fromSignal?.unlink();
    ties.hub?.close();
    ties.fromParent = ties.hub = undefined;
  }
}

/** Gives `call` up with what is above it. */
function followBy(call: Call): (reason: unknown) => void {
  return (reason) => {
    call.abort(reason);
  };
}

/** Whether what `watcher` waited for has not come about; it waits no longer. */
export function unwatch(watcher: Watcher | undefined): boolean {
  if (watcher?.alone) return false;
  watcher?.unlink();
  return true;
}

/** A call under this one, to be given up on its own. */
export function childOf(call: Call, attempt: number = call.attempt): Call {
  const child = new Call(call.fn, call, undefined);
  child.attempt = attempt;
  return child;
}

/** The call this is part of, though neither its deadline nor its cancellation may reach down. */
export function outerOf(call: Call): Call | undefined {
  return call.parent ?? call.options?.origin;
}
