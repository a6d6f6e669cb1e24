import { request as httpRequest } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly body?: unknown;
  /** Headers, and certificates for https. (Node's `fetch` takes none without another package.) */
  readonly connection?: Connection;
  readonly signal: AbortSignal;
}

/** What a connection is made with. */
export type Connection = Omit<RequestOptions, 'headers'> & {
  readonly headers?: OutgoingHttpHeaders;
};

export interface JsonAnswer {
  readonly status: number;
  /** `undefined` when it is not JSON. */
  readonly body: unknown;
}

/** An answer of a store of leases has a few hundred bytes. */
const MAX_ANSWER_BYTES = 1_048_576;

/**
 * Sends one request and reads the answer, whatever its status. Rejects when there is none, and with
 * the signal's reason when aborted.
 */
export function jsonRequest(asked: JsonRequest): Promise<JsonAnswer> {
  const { method, url, body, connection, signal } = asked;
  const content = body === undefined ? undefined : JSON.stringify(body);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      ...connection,
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(content === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
        ...connection?.headers,
      },
    });
    const fail = (error: Error): void => {
      reject(signal.aborted ? (signal.reason as Error) : error);
    };
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) response.destroy(new Error('the answer is too long'));
      });
      response.on('error', fail);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks)) });
      });
    });
    request.end(content);
  });
}

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A field of foreign JSON, or `undefined` whatever that is. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  let inner = value;
  for (const name of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Record<string | number, unknown>)[name];
  }
  return inner;
}
