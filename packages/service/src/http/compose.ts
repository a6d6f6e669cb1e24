import type { HttpExchange, HttpStep, Next } from './step.ts';

/** Runs `handle` inside every step, the first outermost. Throws or rejects with what one of them does. */
export type Around = (exchange: HttpExchange, handle: Next) => void | Promise<void>;

/** Puts steps one inside the other. Each may call `next` once; a second call is an error. */
export function compose(steps: readonly HttpStep[]): Around {
  return steps.reduceRight<Around>(
    (inner, step) => (exchange, handle) => {
      let called = false;
      return step(exchange, () => {
        if (called) throw new Error('a step called next() twice');
        called = true;
        return inner(exchange, handle);
      });
    },
    (_exchange, handle) => handle(),
  );
}
