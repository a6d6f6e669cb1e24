import { Call } from './call.ts';
import type { CallContext, ExecuteOptions, Operation } from './call.ts';
import { attempt, rejectLater } from './errors.ts';
import { ask } from './problems.ts';

/**
 * What a guard does around the next, for one chain. Always returns a native promise and never
 * throws, so that a guard outside need not defend itself.
 *
 * Steps chain with `then` and not with `await`: an async function costs 70 ns a layer, a `then`
 * with two handlers 45 ns.
 */
export type Step = (call: Call) => Promise<unknown>;

/** The innermost step: the operation itself. */
const operate: Step = (call) => attempt(call.fn, call);

/** Which guard this is; the word dashboards use. */
export type PolicyKind =
  | 'timeout'
  | 'retry'
  | 'breaker'
  | 'bulkhead'
  | 'hedge'
  | 'fallback'
  | 'rate-limit'
  | 'adaptive-concurrency'
  | 'single-flight'
  | 'cache'
  | 'inject-faults'
  | 'trace'
  | 'guard';

/** What a guard shows on a health page: plain data, fit for JSON. */
export interface Inspection {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly [fact: string]: unknown;
}

/** Every event says what happened; `key` is there when a keyed guard knows it. */
export interface GuardEvent {
  readonly type: string;
  readonly key?: string | undefined;
}

/** Any guard, whatever its events and its extra answers. */
export interface AnyPolicy<Extra = unknown> {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly extra?: readonly [Extra];
  readonly policies: readonly AnyPolicy[];
  /** @internal */
  readonly holdsState: boolean;
  /** @internal */
  around(next: Step): Step;
  inspect(): Inspection;
  on(listener: Listener<GuardEvent>): () => void;
  execute<T>(fn: Operation<T>, options?: ExecuteOptions): Promise<Awaited<T> | Extra>;
  wrap<A extends unknown[], R>(
    fn: (...args: A) => R,
    options?: WrapOptions<A>,
  ): (...args: A) => Promise<Awaited<R> | Extra>;
}

export type Listener<E> = (event: E) => void;

/** What `wrap` may know about the calls of one function. */
export interface WrapOptions<A extends unknown[]> {
  /** The key of a call from its arguments. */
  readonly key?: (...args: A) => string;
  /** The priority of a call from its arguments. */
  readonly priority?: (...args: A) => number;
  /** The caller's cancellation from its arguments. */
  readonly signal?: (...args: A) => AbortSignal | undefined;
}

/**
 * A guard: alone it runs calls itself; `guard(…)` composes several.
 *
 * `Extra` is what it may answer in the operation's place (a fallback's value). `E` is its events.
 */
export abstract class Policy<Extra = never, E extends GuardEvent = GuardEvent> {
  /**
   * Carries `Extra` for the compiler; never there at run time. In a tuple, so that the question mark
   * adds no `undefined` to it where a program compiles without `exactOptionalPropertyTypes`.
   */
  declare readonly extra?: readonly [Extra];
  readonly kind: PolicyKind;
  readonly name: string;
  /** @internal Tells those who listen. Undefined when nobody does, so that no event is built. */
  emit: Listener<E> | undefined = undefined;
  private listeners: readonly Listener<E>[] = [];
  private alone: Step | undefined;

  constructor(kind: PolicyKind, name: string = kind) {
    this.kind = kind;
    this.name = name;
  }

  /** @internal Its step around `next`, for one chain. */
  abstract around(next: Step): Step;

  /** What `inspect` says besides kind and name. */
  protected facts?(): object;

  /** Its state now, for a health page. */
  inspect(): Inspection {
    return { kind: this.kind, name: this.name, ...this.facts?.() };
  }

  /** @internal Whether forgetting it would change what happens next: see `keyed`. */
  get holdsState(): boolean {
    return false;
  }

  /** The guards inside, outermost first; a single guard is its own list. */
  get policies(): readonly AnyPolicy[] {
    return [this];
  }

  /**
   * Calls `fn` under this guard. Always returns a promise: what `fn` throws, it rejects with.
   * Rejects with the guards' errors (see each), or with the reason of `options.signal`.
   */
  execute<T>(fn: Operation<T>, options?: ExecuteOptions): Promise<Awaited<T> | Extra> {
    const step = (this.alone ??= this.around(operate));
    const call = new Call(fn, options?.parent as Call | undefined, options);
    const { givenUp } = call;
    return givenUp ? rejectLater(givenUp.reason) : (step(call) as Promise<Awaited<T>>);
  }

  /** `fn` under this guard, with the same arguments and `this`. */
  wrap<A extends unknown[], R>(
    fn: (...args: A) => R,
    options?: WrapOptions<A>,
  ): (...args: A) => Promise<Awaited<R> | Extra> {
    return wrapped(this, fn, options, (_context, args) => args);
  }

  /** As `wrap`, for a function that takes the call's context first. */
  wrapWithContext<A extends unknown[], R>(
    fn: (context: CallContext, ...args: A) => R,
    options?: WrapOptions<A>,
  ): (...args: A) => Promise<Awaited<R> | Extra> {
    return wrapped(this, fn, options, (context, args): [CallContext, ...A] => [context, ...args]);
  }

  /** Calls `listener` for every event from now on; the function returned stops that. */
  on(listener: Listener<E>): () => void {
    // A listener that throws harms no call.
    const own: Listener<E> = (event) => {
      ask(listener, event, undefined);
    };
    const listen = (listeners: readonly Listener<E>[]): void => {
      this.listeners = listeners;
      this.emit =
        listeners[0] &&
        ((event) => {
          for (const tell of listeners) tell(event);
        });
    };
    listen([...this.listeners, own]);
    return () => {
      listen(this.listeners.filter((other) => other !== own));
    };
  }
}

function wrapped<A extends unknown[], B extends unknown[], R, Extra>(
  policy: Pick<Policy<Extra>, 'execute'>,
  fn: (...args: B) => R,
  options: WrapOptions<A> | undefined,
  given: (context: CallContext, args: A) => B,
): (...args: A) => Promise<Awaited<R> | Extra> {
  const { name } = fn;
  // A computed name, so that the wrapper is called what `fn` is.
  const { [name]: wrapper } = {
    [name](this: unknown, ...args: A): Promise<Awaited<R> | Extra> {
      // What the options ask of the arguments is the caller's code, and may throw.
      return attempt(() =>
        policy.execute(
          (context) => fn.apply(this, given(context, args)),
          options && {
            key: options.key?.(...args),
            priority: options.priority?.(...args),
            signal: options.signal?.(...args),
          },
        ),
      ) as Promise<Awaited<R> | Extra>;
    },
  };
  return wrapper as (...args: A) => Promise<Awaited<R> | Extra>;
}
