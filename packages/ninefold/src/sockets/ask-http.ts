import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';

/** As much of an answer as is ever looked at (bytes). */
const MOST_BYTES = 1024 * 1024;

export interface HttpQuestion {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Over TLS, with a certificate that this machine trusts. Default false. */
  readonly secure?: boolean;
  /** Default GET. */
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** For HTTP's Basic scheme. */
  readonly login?: { readonly user: string; readonly password: string };
  /** The whole answer must be there by then (ms). */
  readonly withinMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks once, over a connection of its own.
 *
 * @throws the system's error, or one that says that no answer came in time
 */
export function askHttp(question: HttpQuestion): Promise<HttpAnswer> {
  const { host, port, path, secure, method = 'GET', json, login, withinMs } = question;
  return new Promise((resolve, reject) => {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const asked = (secure ? requestSecurely : request)({
      host,
      port,
      path,
      method,
      agent: false,
      ...(login ? { auth: `${login.user}:${login.password}` } : {}),
      ...(body === undefined
        ? {}
        : {
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            },
          }),
    });
    const timer = setTimeout(() => {
      asked.destroy(new Error(`${host}:${port} did not answer within ${withinMs} ms`));
    }, withinMs);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_BYTES) asked.destroy(new Error(`${host}:${port} answers too much`));
      });
      response.once('end', () => {
        clearTimeout(timer);
        asked.destroy();
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.once('error', reject);
    });
    asked.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end(body);
  });
}
