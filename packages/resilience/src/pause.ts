import type { Call } from './call.ts';
import { Timer } from './clock.ts';
import type { Clock } from './clock.ts';
import { watch } from './scope.ts';
import type { Watcher } from './scope.ts';

/**
 * @internal Goes on with `go` after `delayMs`; rejects with the reason at once if `call` is given
 * up, and never goes on after that.
 */
export function pause<T>(
  clock: Clock,
  delayMs: number,
  call: Call,
  go: () => T | PromiseLike<T>,
): Promise<T> {
  let watcher: Watcher | undefined;
  return new Promise<void>((resolve, reject) => {
    const timer = new Timer(resolve);
    clock.start(timer, delayMs, clock.monotonicMs());
    watcher = watch(call, (reason) => {
      clock.stop(timer);
      reject(reason);
    });
  }).then(() => {
    watcher?.unlink();
    // Its time had come, but before its turn came the call was given up.
    const { givenUp } = call;
    if (givenUp) throw givenUp.reason;
    return go();
  });
}
