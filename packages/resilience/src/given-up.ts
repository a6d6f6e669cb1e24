import type { Call } from './call.ts';

/** Errors that no retry, however far out, is to answer with another try. */
const marked = new WeakSet<object>();

/**
 * Marks an error as not to be retried: what failed must not be done twice. Only objects can be
 * marked, and they stay so: mark an error that was made for this one failure.
 */
export function doNotRetry(error: unknown): void {
  if (typeof error === 'object' && error !== null) marked.add(error);
}

/** What the last retry within a call gave up with. */
const exhausted = new WeakMap<Call, { readonly error: unknown }>();

/** @internal A retry has given up with `error`: those that `call` is a part of need not try. */
export function markExhausted(error: unknown, call: Call): void {
  for (let at: Call | undefined = call; at; at = at.parent) exhausted.set(at, { error });
}

/** @internal */
export function isGivenUp(error: unknown, call: Call): boolean {
  const last = exhausted.get(call);
  if (last && Object.is(last.error, error)) return true;
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 'RETRY_EXHAUSTED' || marked.has(error as object);
}
