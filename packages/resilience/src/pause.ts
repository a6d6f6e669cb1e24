import type { Call, Watcher, WatcherList } from './call.ts';
import type { Clock, Timer } from './clock.ts';

/** Waits, unless the call is given up first: then rejects with the reason. */
class Pause implements Timer, Watcher {
  timerPrevious: Timer | undefined = undefined;
  timerNext: Timer | undefined = undefined;
  timerSlot = -1;
  timerTick = 0;
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  private readonly clock: Clock;
  private readonly call: Call;
  private readonly resolve: () => void;
  private readonly reject: (reason: unknown) => void;

  constructor(clock: Clock, call: Call, resolve: () => void, reject: (reason: unknown) => void) {
    this.clock = clock;
    this.call = call;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(delayMs: number): void {
    if (this.call.abortable) this.call.watch(this);
    this.clock.start(this, delayMs, this.clock.monotonicMs());
  }

  onTimer(): void {
    this.call.unwatch(this);
    this.resolve();
  }

  onAbort(reason: unknown): void {
    this.clock.stop(this);
    this.reject(reason);
  }
}

/** @internal Waits `delayMs`; rejects with the reason at once if `call` is given up. */
export function pause(clock: Clock, delayMs: number, call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    new Pause(clock, call, resolve, reject).begin(delayMs);
  });
}
