import type { HttpExchange, HttpStep } from './step.ts';

/** Runs `handle` inside every step, the first outermost. Rejects with what a step or `handle` throws. */
export type Around = (exchange: HttpExchange, handle: () => Promise<void>) => Promise<void>;

/** Puts steps one inside the other. Each may call `next` once; a second call is an error. */
export function compose(steps: readonly HttpStep[]): Around {
  return steps.reduceRight<Around>(
    (inner, step) => (exchange, handle) => {
      let called = false;
      return step(exchange, () => {
        if (called) return Promise.reject(new Error('a step called next() twice'));
        called = true;
        return inner(exchange, handle);
      });
    },
    (_exchange, handle) => handle(),
  );
}
