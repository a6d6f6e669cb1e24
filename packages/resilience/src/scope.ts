import { Call } from './call.ts';
import type { CallOptions, GivenUp, Operation } from './call.ts';
import { Link } from './link.ts';

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
  add(watcher: Watcher): Watcher {
    this.append(watcher);
    return watcher;
  }

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

  override add({ onAbort }: Watcher): Watcher {
    return super.add(new HubWatcher(onAbort, this));
  }
}

/** The last one to leave a hub leaves nothing on the signal. */
class HubWatcher extends Watcher {
  private readonly hub: Hub;

  constructor(onAbort: (reason: unknown) => void, hub: Hub) {
    super(onAbort);
    this.hub = hub;
  }

  override unlink(): void {
    super.unlink();
    const { hub } = this;
    if (!hub.alone) return;
    hub.signal.removeEventListener('abort', hub);
    hubs.delete(hub.signal);
  }
}

const hubs = new WeakMap<AbortSignal, Hub>();

/** A part of a call that a guard may give up, with all that is under it. */
export class Scope extends Call {
  private ended: GivenUp | undefined = undefined;
  private watchers: Watchers | undefined = undefined;
  private above: Watcher | undefined = undefined;
  private controller: AbortController | undefined = undefined;

  constructor(fn: Operation<unknown>, parent?: Call, options?: CallOptions) {
    super(fn, parent, options);
    this.scope = this;
  }

  override get signal(): AbortSignal {
    let { controller } = this;
    if (!controller) {
      const own = (this.controller = controller = new AbortController());
      watch(this, (reason) => {
        own.abort(reason);
      });
    }
    return controller.signal;
  }

  override get givenUp(): GivenUp | undefined {
    return this.ended ?? super.givenUp;
  }

  /** Gives it up, with all that is under it. */
  abort(reason: unknown): void {
    if (this.ended) return;
    this.ended = { reason };
    this.detach();
    this.watchers?.tell(reason);
  }

  /** Tells `onAbort` once, when this is given up: it must not be yet. */
  watch(onAbort: (reason: unknown) => void): Watcher {
    return this.ring().add(new Watcher(onAbort));
  }

  /** All who are to be told; from now on what is above this gives it up too. */
  ring(): Watchers {
    const ring = this.above ? undefined : this.parent && ringOf(this.parent);
    if (ring)
      this.above = ring.add(
        new Watcher((reason) => {
          this.abort(reason);
        }),
      );
    return (this.watchers ??= new Watchers());
  }

  /** It has settled: lets go of everything above it. */
  detach(): void {
    this.above?.unlink();
    this.above = undefined;
  }
}

/** A part of `call`, to be given up on its own. */
export function scopeOf(call: Call, attempt: number = call.attempt): Scope {
  const scope = new Scope(call.fn, call);
  scope.attempt = attempt;
  return scope;
}

/**
 * Tells `onAbort` once if `call` is given up: at once if it has been. Undefined when there is
 * nothing left to wait for: it has been told, or nothing could give this call up.
 */
export function watch(call: Call, onAbort: (reason: unknown) => void): Watcher | undefined {
  const { givenUp } = call;
  if (givenUp) {
    onAbort(givenUp.reason);
    return undefined;
  }
  return ringOf(call)?.add(new Watcher(onAbort));
}

/** The nearest ring that hears of all that may give `call` up; undefined when nothing may. */
function ringOf(call: Call): Watchers | undefined {
  for (let at: Call | undefined = call; at; at = at.parent) {
    if (at.scope === at) return at.scope.ring();
    // The signal of such a call aborts for all that is above it too.
    if (at.options?.signal) return hubs.get(at.signal) ?? new Hub(at.signal);
  }
  return undefined;
}
