import type { AnyPolicy, WrapOptions } from './policy.ts';

type Method<This, A extends unknown[], R> = (this: This, ...args: A) => Promise<R>;

/**
 * A decorator (TC39 stage 3, TypeScript 5) that puts a method under a guard:
 * `@guarded(guard(timeout(1_000), breaker(timeWindow()))) async load(id: string) { … }`.
 * All instances share the guard.
 */
export function guarded<A extends unknown[]>(
  policy: AnyPolicy<never>,
  options?: WrapOptions<A>,
): <This, R>(
  method: Method<This, A, R>,
  context: { readonly kind: 'method' },
) => Method<This, A, R> {
  return (method) => policy.wrap(method, options) as typeof method;
}
