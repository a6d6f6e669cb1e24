import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 10;

/**
 * Waits until `look` gives something other than `undefined` or `false`.
 *
 * @param what completes the sentence "waited N ms for …"
 * @param explain added to the error: what was there instead
 */
export async function eventually<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  explain: () => string = () => '',
): Promise<T> {
  const startMs = performance.now();
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() - startMs > withinMs) {
      throw new Error(`waited ${withinMs} ms for ${what}\n${explain()}`);
    }
    await pause(LOOK_EVERY_MS);
  }
}
