import type { Leftover } from './abandoned-work.ts';
import type { Scope } from './scope.ts';

/** What a guard tells the operation it calls. */
export interface CallContext {
  /**
   * Aborted when the caller gives up, a timeout passes or another hedge has won. Made when first
   * asked for: an operation that never looks at it costs no AbortController. Under guards that
   * give nothing up themselves it is the caller's own, so take off what you put on it.
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

/** Why a call was given up; in a box, since a reason may be `undefined`. */
export interface GivenUp {
  readonly reason: unknown;
}

/** Options, with what only the library sets. */
export interface CallOptions extends ExecuteOptions {
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
  /** Time left until the nearest deadline above (ms). */
  leftMs: (() => number) | undefined;
  /** The nearest part of it that a guard may give up, this one included. */
  scope: Scope | undefined;
  /** Owned by bulkheads: the one whose slot this call holds, or all of them. */
  slots: object | undefined = undefined;
  /** Owned by `abandoned-work.ts`. */
  leftover: Leftover | undefined = undefined;
  private ownSignal: AbortSignal | undefined = undefined;

  constructor(fn: Operation<unknown>, parent?: Call, options?: CallOptions) {
    this.fn = fn;
    this.parent = parent;
    this.options = options;
    this.leftMs = parent?.leftMs;
    this.scope = parent?.scope;
  }

  get key(): string | undefined {
    return this.options?.key ?? this.parent?.key;
  }

  get priority(): number {
    return this.options?.priority ?? this.parent?.priority ?? 0;
  }

  get remainingMs(): number {
    return this.leftMs?.() ?? Infinity;
  }

  get signal(): AbortSignal {
    const given = this.options?.signal;
    return (this.ownSignal ??=
      given && this.parent
        ? AbortSignal.any([given, this.parent.signal])
        : (given ?? this.parent?.signal ?? new AbortController().signal));
  }

  /** Why it was given up; undefined while it is not. */
  get givenUp(): GivenUp | undefined {
    const signal = this.options?.signal;
    return signal?.aborted ? signal : this.parent?.givenUp;
  }
}

/** The call this is part of, though neither its deadline nor its cancellation may reach down. */
export function outerOf(call: Call): Call | undefined {
  return call.parent ?? call.options?.origin;
}
