import { InterruptedError } from '../ports/errors.ts';

/**
 * Aborted when the user, or whoever runs us, asks to stop: Ctrl-C, SIGTERM, a closed terminal.
 * Who asks twice does not want to wait: we end at once, and the keeper cleans up behind us.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(3);
      controller.abort(new InterruptedError(`stopped by ${signal}; everything was ended`));
    });
  }
  return controller.signal;
}
