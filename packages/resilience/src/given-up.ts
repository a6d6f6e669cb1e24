/** Errors that no retry, however far out, is to answer with another try. */
const marked = new WeakSet<object>();

/**
 * Marks an error as not to be retried: what failed must not be done twice, or a retry further in
 * has already tried. Only objects can be marked.
 */
export function doNotRetry(error: unknown): void {
  if (typeof error === 'object' && error !== null) marked.add(error);
}

/** @internal */
export function isGivenUp(error: unknown): boolean {
  return typeof error === 'object' && error !== null && marked.has(error);
}
