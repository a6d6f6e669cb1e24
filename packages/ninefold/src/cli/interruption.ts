import { InterruptedError } from '../ports/errors.ts';

/** Aborted when the user, or whoever runs us, asks to stop: Ctrl-C, SIGTERM, a closed terminal. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Once more does nothing: cleaning up is under way and takes well under a second.
    process.on(signal, () => {
      controller.abort(new InterruptedError(`stopped by ${signal}; everything was ended`));
    });
  }
  return controller.signal;
}
