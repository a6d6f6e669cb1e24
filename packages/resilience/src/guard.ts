import { warnOfOrder } from './order.ts';
import { Policy } from './policy.ts';
import type { AnyPolicy, GuardEvent, Inspection, Step } from './policy.ts';

/** What a composition may answer in the operation's place: all that its guards may. */
export type ExtraOf<P> = P extends { readonly extra?: infer Extra } ? Extra : never;

/** Several guards as one. Its events are those of the guards inside. */
export class Guard<Extra = never> extends Policy<Extra> {
  readonly kind = 'guard';
  private readonly parts: readonly AnyPolicy[];

  constructor(parts: readonly AnyPolicy[]) {
    super('guard');
    this.parts = parts;
  }

  override get policies(): readonly AnyPolicy[] {
    return this.parts.flatMap((part) => part.policies);
  }

  around(next: Step | undefined): Step {
    let step = next;
    for (let index = this.parts.length - 1; index >= 0; index--)
      step = (this.parts[index] as AnyPolicy).around(step);
    return step as Step;
  }

  /** Calls `listener` for every event of every guard inside. */
  override on(listener: (event: GuardEvent) => void): () => void {
    const stops = this.policies.map((policy) => policy.on(listener));
    return () => {
      for (const stop of stops) stop();
    };
  }

  inspect(): Inspection {
    return {
      kind: this.kind,
      name: this.name,
      guards: this.policies.map((policy) => policy.inspect()),
    };
  }
}

/**
 * Composes guards, outermost first: `guard(timeout(5_000), retry(), breaker(), bulkhead())`.
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
