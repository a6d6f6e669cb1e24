import { LeaseStoreError, check } from './errors.ts';
import { field, jsonRequest } from './json-request.ts';
import type { JsonAnswer } from './json-request.ts';

export interface EtcdOptions {
  /** Client URLs of the members. The next is asked when one does not answer. */
  readonly endpoints: readonly string[];
  /** A user of etcd, when authentication is enabled there. */
  readonly auth?: { readonly username: string; readonly password: string };
  /**
   * For https: PEM texts. etcd's gateway does not take a user's name from a client certificate, so
   * a certificate alone gives no rights when authentication is enabled.
   */
  readonly tls?: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly servername?: string;
  };
}

/** One member of etcd, spoken to through its JSON gateway (`/v3/…`; etcd 3.4 and later). */
export interface EtcdMember {
  /** @throws LeaseStoreError when it refuses */
  call(path: string, body: unknown): Promise<unknown>;
}

/** The members of one etcd. */
export interface EtcdGateway {
  /**
   * Does all of `use` with one member; with the next when that one can't be reached or has no
   * leader, until all were tried. What `use` does may be carried out more than once.
   */
  withMember<T>(signal: AbortSignal, use: (member: EtcdMember) => Promise<T>): Promise<T>;
}

/** @throws RangeError when there is no endpoint, or one is not a URL of http or https */
export function etcdGateway({ endpoints, auth, tls }: EtcdOptions): EtcdGateway {
  check(endpoints.length > 0, 'endpoints must not be empty');
  for (const endpoint of endpoints) {
    check(/^https?:\/\//.test(endpoint) && URL.canParse(endpoint), `${endpoint} is not a URL`);
  }
  let preferred = 0;
  let token: string | undefined;

  async function post(
    endpoint: string,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<JsonAnswer> {
    const headers = token === undefined ? {} : { authorization: token };
    return await jsonRequest({
      method: 'POST',
      url: new URL(path, endpoint),
      body,
      connection: { ...tls, headers },
      signal,
    });
  }

  async function authenticate(endpoint: string, signal: AbortSignal): Promise<void> {
    if (auth === undefined) return;
    token = undefined;
    const { username: name, password } = auth;
    const answer = await post(endpoint, '/v3/auth/authenticate', { name, password }, signal);
    const given = field(answer.body, 'token');
    if (answer.status !== 200 || typeof given !== 'string') throw refusal(endpoint, answer);
    token = given;
  }

  async function call(
    endpoint: string,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (token === undefined) await authenticate(endpoint, signal);
    let answer = await post(endpoint, path, body, signal);
    // A token ends with time, with a restart of the member, and with a change of users. etcd says
    // that with one of two codes, the second of which has other meanings too.
    if (auth !== undefined && (answer.status === 401 || answer.status === 400)) {
      await authenticate(endpoint, signal);
      answer = await post(endpoint, path, body, signal);
    }
    if (answer.status !== 200) throw refusal(endpoint, answer);
    // A stream, as keep-alives are, wraps what it says.
    const error = field(answer.body, 'error');
    if (error !== undefined) throw refusal(endpoint, answer);
    return field(answer.body, 'result') ?? answer.body;
  }

  return {
    async withMember(signal, use) {
      let failure: unknown;
      for (let tried = 0; tried < endpoints.length; tried++) {
        signal.throwIfAborted();
        const index = preferred;
        const endpoint = endpoints[index] as string;
        try {
          return await use({ call: (path, body) => call(endpoint, path, body, signal) });
        } catch (error) {
          if (error instanceof LeaseStoreError && !(error instanceof EtcdUnavailableError)) {
            throw error;
          }
          failure = error;
          // Also after an abort: a member that is frozen must not be the first one next time.
          if (preferred === index) preferred = (index + 1) % endpoints.length;
        }
      }
      throw failure;
    },
  };
}

/** The member can't answer now; another may. */
export class EtcdUnavailableError extends LeaseStoreError {}

/** The lease or user that was named does not exist. */
export class EtcdNotFoundError extends LeaseStoreError {}

function refusal(endpoint: string, { status, body }: JsonAnswer): LeaseStoreError {
  const said = [field(body, 'message'), field(body, 'error', 'message'), field(body, 'error')].find(
    (text) => typeof text === 'string',
  );
  const message = `etcd at ${new URL(endpoint).host}: ${String(said ?? `status ${status}`)}`;
  const httpCode = field(body, 'error', 'http_code');
  const code = status === 200 && typeof httpCode === 'number' ? httpCode : status;
  if (code === 404) return new EtcdNotFoundError(message);
  return code >= 500 ? new EtcdUnavailableError(message) : new LeaseStoreError(message);
}
