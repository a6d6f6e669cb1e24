import { warnOfOrder } from './order.ts';
import { Policy } from './policy.ts';
import type { AnyPolicy, GuardEvent, Step } from './policy.ts';

/** What a composition may answer in the operation's place: all that its guards may. */
export type ExtraOf<P> = P extends { readonly extra?: readonly [infer Extra] } ? Extra : never;

/** Several guards as one. Its events are those of the guards inside. */
export class Guard<Extra = never> extends Policy<Extra> {
  declare readonly kind: 'guard';
  readonly #parts: readonly AnyPolicy[];

  constructor(parts: readonly AnyPolicy[]) {
    super('guard');
    this.#parts = parts;
  }

  override get policies(): readonly AnyPolicy[] {
    return this.#parts.flatMap((part) => part.policies);
  }

  around(next: Step): Step {
    return this.#parts.reduceRight((inner, part) => part.around(inner), next);
  }

  /** Calls `listener` for every event of every guard inside. */
  override on(listener: (event: GuardEvent) => void): () => void {
    const stops = this.policies.map((policy) => policy.on(listener));
    return () => {
      for (const stop of stops) stop();
    };
  }

  protected override facts(): object {
    return { guards: this.policies.map((policy) => policy.inspect()) };
  }
}

/**
 * Composes guards, outermost first:
 * `guard(timeout(5_000), retry(), breaker(timeWindow()), bulkhead())`.
 *
 * The order that suits most: cache, single flight, fallback, overall timeout, retry, hedge, rate
 * limit, breaker, bulkhead, timeout of one attempt, injected faults. In development an order that
 * cannot work is warned of, once. Throws TypeError when given nothing.
 */
export function guard<P extends readonly [AnyPolicy, ...AnyPolicy[]]>(
  ...policies: P
): Guard<ExtraOf<P[number]>> {
  if (policies.length === 0) throw new TypeError('guard() needs at least one guard');
  const composed = new Guard<ExtraOf<P[number]>>(policies);
  warnOfOrder(composed.policies);
  return composed;
}
