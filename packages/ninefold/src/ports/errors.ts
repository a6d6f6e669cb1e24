/** An error that Ninefold raises on purpose; branch on `code`. */
export abstract class NinefoldError extends Error {
  abstract readonly code: string;
}

/** What the user gave can't be used (exit code 2). Nothing was started. */
export class BadInputError extends NinefoldError {
  readonly code = 'BAD_INPUT';
  override readonly name = 'BadInputError';
}

/** The machine, or a program of the user's, did not do its part (exit code 3). */
export class EnvironmentError extends NinefoldError {
  readonly code = 'ENVIRONMENT';
  override readonly name = 'EnvironmentError';
}

/** This fault can't be injected on this machine, or by this user; it is reported as not tested. */
export class UnsupportedError extends NinefoldError {
  readonly code = 'UNSUPPORTED';
  override readonly name = 'UnsupportedError';
}

/** A condition did not come true in time; the message names what was waited for (exit code 3). */
export class DeadlineError extends NinefoldError {
  readonly code = 'DEADLINE';
  override readonly name = 'DeadlineError';
}

/** A fault could not be undone: the message says what to do by hand (exit code 3). */
export class HealError extends NinefoldError {
  readonly code = 'HEAL';
  override readonly name = 'HealError';
}

/** What was lost did not come back from its archive: no error of the machine, but a broken promise. */
export class RestoreError extends NinefoldError {
  readonly code = 'RESTORE';
  override readonly name = 'RestoreError';
}

/** The reason an AbortSignal carries when the user asked to stop (Ctrl-C, SIGTERM). */
export class InterruptedError extends NinefoldError {
  readonly code = 'INTERRUPTED';
  override readonly name = 'InterruptedError';
}

/** What an unknown thrown value says, for a line of text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of an error from the system or from a driver, such as `ENOENT` or `57P01`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
