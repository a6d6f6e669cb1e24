import type { Clock, Timer } from './clock.ts';
import { systemTime } from './system-time.ts';
import { TimerWheel } from './timer-wheel.ts';

const monotonicMs = (): number => systemTime.monotonicMs();

const wheel = new TimerWheel({
  nowMs: monotonicMs,
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (handle) => {
    clearTimeout(handle as ReturnType<typeof setTimeout>);
  },
});

/** The runtime's time; all timers share one `setTimeout`. */
const sharedTimers: Clock = {
  monotonicMs,
  wallMs: () => Date.now(),
  start: (timer, delayMs, nowMs) => {
    wheel.start(timer, delayMs, nowMs);
  },
  stop: (timer) => {
    wheel.stop(timer);
  },
};

const handles = new WeakMap<Timer, ReturnType<typeof setTimeout>>();

/**
 * The runtime's time with one `setTimeout` a timer. For runtimes that tie a timer to the request
 * that set it, where a shared one would die with the wrong request.
 */
const ownTimers: Clock = {
  monotonicMs,
  wallMs: () => Date.now(),
  start: (timer, delayMs) => {
    timer.slot = 0;
    const fire = (): void => {
      timer.slot = -1;
      timer.onTimer();
    };
    // A longer delay would fire at once; no request on such a runtime lasts as long.
    handles.set(timer, setTimeout(fire, Math.min(Math.ceil(delayMs), 2 ** 30)));
  },
  stop: (timer) => {
    if (timer.slot < 0) return;
    timer.slot = -1;
    clearTimeout(handles.get(timer));
    handles.delete(timer);
  },
};

const { navigator } = globalThis as { navigator?: { userAgent?: string } };

/** The default of every guard. On Cloudflare Workers each timer is its own `setTimeout`. */
export const systemClock: Clock =
  navigator?.userAgent === 'Cloudflare-Workers' ? ownTimers : sharedTimers;
