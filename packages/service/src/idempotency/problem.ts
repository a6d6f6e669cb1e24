/** An answer in the format of RFC 9457 (problem details). */
export interface Problem {
  readonly status: 400 | 409 | 413 | 422 | 503;
  readonly title: string;
  readonly detail: string;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number;
}

/** Every problem a client can meet here. */
export const problems: {
  readonly [
    name in 'missing' | 'otherPayload' | 'inProgress' | 'unavailable' | 'unconfirmed' | 'late'
  ]: Problem;
} & {
  readonly invalid: (why: string) => Problem;
  readonly tooLarge: (maxBytes: number) => Problem;
} = {
  missing: {
    status: 400,
    title: 'Idempotency-Key is missing',
    detail: 'This operation is done once for each key, and needs the header Idempotency-Key.',
  },
  invalid: (why) => ({
    status: 400,
    title: 'Idempotency-Key is invalid',
    detail: `The header Idempotency-Key can't be used: ${why}.`,
  }),
  otherPayload: {
    status: 422,
    title: 'Idempotency-Key is already used',
    detail: 'This key came with another payload before. A new operation needs a new key.',
  },
  inProgress: {
    status: 409,
    title: 'A request is outstanding for this Idempotency-Key',
    detail:
      'The first request with this key has no result yet. Ask again later, with the same key.',
    retryAfter: 1,
  },
  tooLarge: (maxBytes) => ({
    status: 413,
    title: 'The content is too large',
    detail: `The body of this operation has at most ${maxBytes} bytes.`,
  }),
  unavailable: {
    status: 503,
    title: 'The store of idempotency keys is unavailable',
    detail: 'Nothing was done. Ask again later, with the same key.',
    retryAfter: 1,
  },
  unconfirmed: {
    status: 503,
    title: 'The result could not be confirmed',
    detail: 'It may be done or not. Ask again with the same key to learn which.',
    retryAfter: 1,
  },
  late: {
    status: 503,
    title: 'The operation took too long',
    detail: 'Its lease ended before its result was known. Ask again with the same key.',
    retryAfter: 1,
  },
};

/** A problem as headers and body. `documentation` is its type: a page that explains the rules. */
export function renderProblem(
  { retryAfter, ...problem }: Problem,
  documentation = 'about:blank',
): { readonly status: number; readonly headers: Record<string, string>; readonly body: string } {
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': 'en',
      'cache-control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...(documentation === 'about:blank'
        ? {}
        : { link: `<${documentation}>; rel="describedby"; type="text/html"` }),
    },
    body: JSON.stringify({ type: documentation, ...problem }),
  };
}
