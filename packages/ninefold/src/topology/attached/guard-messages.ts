import type { GuardedFault } from './fault-guard.ts';

/** To the guard's process, one a line. Its standard input ends when the run does, however it ends. */
export type GuardRequest =
  | {
      readonly kind: 'inject';
      readonly fault: GuardedFault;
      /** Goes into the environment of its command, as `INJECTION_VARIABLE`. */
      readonly injection: string;
    }
  | { readonly kind: 'heal' };

/**
 * Back, one a line. A heal may overtake the injection that it ends. `not-healed` comes unasked when the
 * input has ended and what was broken then can't be healed.
 */
export type GuardReply =
  | { readonly kind: 'injected' | 'healed' }
  | { readonly kind: 'not-injected' | 'not-healed'; readonly message: string };
