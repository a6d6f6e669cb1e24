import { readFileSync } from 'node:fs';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers; `undefined` leaves it to the recording. */
export type Instead = (
  path: string,
  request: IncomingMessage,
) => { readonly status: number; readonly body: unknown } | string | undefined;

export interface RecordedApiServer {
  readonly url: string;
  /** What was asked, in order, each with its query. */
  readonly asked: readonly { readonly method: string; readonly url: string }[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly items?: readonly unknown[]; readonly metadata?: object };
}

/** The recorded answer of kube-apiserver 1.36.3 to each path (docs/kubernetes.md says how). */
export const answers: Readonly<Record<string, Answer>> = JSON.parse(
  readFileSync(new URL('answers.json', import.meta.url), 'utf8'),
);

/** As the real one says no. */
export function failure(status: number, message: string): { status: number; body: object } {
  return {
    status,
    body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status },
  };
}

/**
 * Serves the recorded answers over HTTP. Lists come in pages of `pageSize`, with a `continue` token as
 * the real one gives; `instead` comes first, for what must fail.
 */
export async function startRecordedApiServer(
  instead: Instead = () => undefined,
  pageSize: number = Number.POSITIVE_INFINITY,
): Promise<RecordedApiServer> {
  const asked: { method: string; url: string }[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push({ method, url });
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const answer = instead(pathname, request) ?? recorded(pathname, searchParams, pageSize);
    if (typeof answer === 'string') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(answer);
      return;
    }
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function recorded(
  path: string,
  query: URLSearchParams,
  pageSize: number,
): { readonly status: number; readonly body: unknown } {
  const namespace = /\/namespaces\/([^/]+)(?=\/|$)/.exec(path);
  const answer = answers[path.replace(/\/namespaces\/[^/]+(?=\/)/, '')];
  if (namespace !== null && path.endsWith(namespace[0])) {
    const known = ['production', 'checkout'].includes(namespace[1] ?? '');
    return known
      ? { status: 200, body: { kind: 'Namespace' } }
      : failure(404, 'namespaces not found');
  }
  if (answer === undefined) {
    return failure(404, 'the server could not find the requested resource');
  }
  const { status, body } = answer;
  if (!Array.isArray(body.items)) return { status, body };
  const ofNamespace = body.items.filter(
    (item: { metadata: { namespace?: string } }) =>
      namespace === null || item.metadata.namespace === namespace[1],
  );
  const start = Number(query.get('continue') ?? 0);
  const end = Math.min(start + pageSize, ofNamespace.length);
  const more = end < ofNamespace.length ? { continue: String(end) } : {};
  return {
    status,
    body: {
      ...body,
      metadata: { ...body.metadata, ...more },
      items: ofNamespace.slice(start, end),
    },
  };
}
