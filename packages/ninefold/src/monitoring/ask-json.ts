import { request } from 'undici';

import { BadInputError, EnvironmentError, messageOf } from '../ports/errors.ts';

/** The whole answer must be there by then (ms): a query over 30 days of raw series takes its time. */
const WITHIN_MS = 60_000;
/** As much of an answer as is read (bytes). */
const MOST_BYTES = 64 * 1024 * 1024;

/** Where a monitoring system answers. */
export interface MonitoringAddress {
  /** Without credentials, for people. */
  readonly shown: string;
  /** Ends in `/`. */
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads an address as a user gives it; user and password in it are for HTTP's Basic scheme.
 *
 * @throws BadInputError when it is no http or https URL, or its user or password can't be decoded
 */
export function monitoringAddress(option: string, text: string): MonitoringAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    throw new BadInputError(notAUrl(option), { cause: error });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BadInputError(notAUrl(option));
  const login = loginOf(option, url);
  const base = new URL(url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`, url.origin);
  return {
    shown: base.href.replace(/\/$/, ''),
    base,
    headers:
      login === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` },
  };
}

function loginOf(option: string, { username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch (error) {
    throw new BadInputError(
      `--${option}: the user or the password in its URL has a % that no two hexadecimal digits of UTF-8 follow; a % itself is written %25`,
      { cause: error },
    );
  }
}

/** Never says what was given: it may hold a password. */
function notAUrl(option: string): string {
  return `--${option} takes an http or https URL, such as http://127.0.0.1:9090`;
}

/**
 * Asks with GET, or with POST when there is a form, which may be longer than a URL.
 *
 * @throws EnvironmentError that says who could not be asked, and why
 */
export async function askJson(
  address: MonitoringAddress,
  path: string,
  form: Readonly<Record<string, string>> | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  const within = AbortSignal.timeout(WITHIN_MS);
  let status: number;
  let text: string;
  try {
    const answer = await request(new URL(path, address.base), {
      headers: {
        ...address.headers,
        accept: 'application/json',
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
      signal: AbortSignal.any([signal, within]),
    });
    status = answer.statusCode;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Error(`its answer is longer than ${MOST_BYTES} bytes`);
      chunks.push(chunk);
    }
    text = Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    signal.throwIfAborted();
    const why = within.aborted ? `no answer within ${WITHIN_MS / 1000} s` : messageOf(error);
    throw new EnvironmentError(`can't ask ${address.shown}: ${why}`, { cause: error });
  }
  if (status === 401 || status === 403) {
    throw new EnvironmentError(`can't ask ${address.shown}: ${refusal(address, status)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EnvironmentError(
      `can't ask ${address.shown}: it answers ${status} and no JSON, so ${status >= 500 ? 'it is starting or in trouble, or somebody answers in its place' : 'it is not what it was taken for'}`,
      { cause: error },
    );
  }
}

/** Whatever it says beside, JSON or not. */
function refusal({ headers, base }: MonitoringAddress, status: 401 | 403): string {
  if (headers['authorization'] !== undefined) {
    return `it answers ${status}: the user or the password is wrong, or may not ask this`;
  }
  return `it answers ${status}: it wants a user and a password, in its URL as ${base.protocol}//USER:PASSWORD@${base.host}`;
}
