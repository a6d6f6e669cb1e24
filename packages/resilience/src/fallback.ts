import type { CallContext } from './call.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { ask } from './problems.ts';

export interface FallbackOptions {
  /** Which errors are answered in the operation's place. Default: all. */
  readonly when?: (error: unknown) => boolean;
  readonly name?: string;
}

export interface FallbackEvent extends GuardEvent {
  /** `fallback`: the call failed with `error`, and was answered all the same. */
  readonly type: 'success' | 'fallback' | 'failure';
  readonly error?: unknown;
}

type Answer<F> = (error: unknown, context: CallContext) => F | PromiseLike<F>;

/** Answers when the operation fails. Make it with `fallback`. */
export class Fallback<F> extends Policy<F, FallbackEvent> {
  declare readonly kind: 'fallback';
  readonly #answer: Answer<F>;
  readonly #when: ((error: unknown) => boolean) | undefined;
  #answers = 0;

  constructor(answer: Answer<F>, options: FallbackOptions) {
    super('fallback', options.name);
    this.#answer = answer;
    this.#when = options.when;
  }

  around(next: Step): Step {
    const when = this.#when;
    return (call) =>
      next(call).then(
        (value) => {
          this.emit?.({ type: 'success', key: call.key });
          return value;
        },
        (error: unknown) => {
          // A caller who left, or whose deadline has passed, is not waiting for a fallback either.
          const covered = !call.givenUp && (!when || ask(when, error, false));
          this.emit?.({ type: covered ? 'fallback' : 'failure', error, key: call.key });
          if (!covered) throw error;
          this.#answers++;
          return this.#answer(error, call);
        },
      );
  }

  protected override facts(): object {
    return { answers: this.#answers };
  }
}

/**
 * Answers with `value`, or with what the function returns, when the call fails. What a fallback
 * itself throws, the call rejects with. Not used once the caller has given up.
 */
export function fallback<F>(
  value: F | ((error: unknown, context: CallContext) => F | PromiseLike<F>),
  options: FallbackOptions = {},
): Fallback<F> {
  const answer = typeof value === 'function' ? (value as Answer<F>) : () => value;
  return new Fallback(answer, options);
}
