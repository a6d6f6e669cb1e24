import type { Call, CallContext } from './call.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
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
  readonly kind = 'fallback';
  /** @internal */
  readonly answer: Answer<F>;
  private readonly when: ((error: unknown) => boolean) | undefined;
  private answers = 0;

  constructor(answer: Answer<F>, options: FallbackOptions) {
    super(options.name ?? 'fallback');
    this.answer = answer;
    this.when = options.when;
  }

  around(next: Step | undefined): Step {
    return new FallbackStep(this as Fallback<unknown>, next);
  }

  inspect(): Inspection {
    return { kind: this.kind, name: this.name, answers: this.answers };
  }

  /** @internal */
  failed(error: unknown, call: Call): unknown {
    // A caller who left, or whose deadline has passed, is not waiting for a fallback either.
    const covered = !call.aborted && (this.when === undefined || ask(this.when, error, false));
    if (this.listeners !== undefined)
      this.emit({ type: covered ? 'fallback' : 'failure', error, key: call.key });
    if (!covered) throw error;
    this.answers++;
    return this.answer(error, call);
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

class FallbackStep extends Step {
  private readonly policy: Fallback<unknown>;

  constructor(policy: Fallback<unknown>, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    return proceed(this.next, call).then(
      (value) => {
        if (policy.listeners !== undefined) policy.emit({ type: 'success', key: call.key });
        return value;
      },
      (error: unknown) => policy.failed(error, call),
    );
  }
}
