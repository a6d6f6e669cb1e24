import { createHash } from 'node:crypto';

/** What makes two requests the same operation. */
export interface OperationWords {
  /** Whose key it is. */
  readonly principal: string;
  readonly method: string;
  /** The path as asked for, without the query. */
  readonly path: string;
  readonly key: string;
}

/**
 * The name under which a store knows an operation: SHA-256 over its words, in hex. So one client
 * can't reach another's result, no key can inject anything, and no secret rests in the store.
 */
export function operationId({ principal, method, path, key }: OperationWords): string {
  return createHash('sha256')
    .update(JSON.stringify([principal, method, path, key]))
    .digest('hex');
}

/**
 * What tells two payloads apart (draft §2.4): SHA-256, in hex, over the query and the very bytes of
 * the body. JSON written in another order is another payload.
 */
export function fingerprintOf(query: string, body: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(query)).update(body).digest('hex');
}
