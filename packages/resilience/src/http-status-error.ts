/** A response whose status counts as a failure, as the guards see it. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly code = 'HTTP_STATUS';
  readonly status: number;
  /** For `Retry-After`. */
  readonly headers: unknown;

  constructor(status: number, headers: unknown) {
    super(`the server answered ${status}`);
    this.status = status;
    this.headers = headers;
  }
}

/** 408, 429 and 5xx but 501: what another try, later, may not meet. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** Whether a request of this method may be made twice (RFC 9110, 9.2.2). */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method.toUpperCase());
}
