import type { Clock } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import { InterruptedError } from '../ports/errors.ts';

/** A run is ended within this time (ms); who asks again later does not trust it any more. */
const ENDED_WITHIN_MS = 5_000;

/** The part of `process` that is needed. */
export interface Interruptible {
  on(signal: NodeJS.Signals, heard: () => void): unknown;
  exit(code: number): void;
}

/**
 * Aborted when the user, or whoever runs us, asks to stop: Ctrl-C, SIGTERM, a closed terminal.
 *
 * One Ctrl-C often arrives twice, from the terminal and from an `npm run` that hands it on, so what
 * follows at once is the same wish. Asked again after 5 s, by when everything should have ended, we
 * exit with code 3, and the run's keeper cleans up behind us.
 */
export function interruption(
  program: Interruptible = process,
  clock: Clock = systemClock,
): AbortSignal {
  const controller = new AbortController();
  let askedMs: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    program.on(signal, () => {
      askedMs ??= clock.monotonicMs();
      if (clock.monotonicMs() - askedMs > ENDED_WITHIN_MS) program.exit(3);
      controller.abort(new InterruptedError(`stopped by ${signal}; everything was ended`));
    });
  }
  return controller.signal;
}
