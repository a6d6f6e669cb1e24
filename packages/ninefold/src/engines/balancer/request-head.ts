import { fieldKind, namedByConnection, withoutFields } from './field-kind.ts';

/** A client's request as it will be sent to a replica. */
export interface RequestHead {
  readonly kind: 'request';
  readonly method: string;
  /** Request line and fields, each line ended; framing fields and the empty line are to follow. */
  readonly text: string;
  /** May be sent again though it may have been received (RFC 9110 §9.2.2, or an Idempotency-Key). */
  readonly idempotent: boolean;
  /** Bytes of the body; `unknown`: chunked. */
  readonly bodyLength: number | 'unknown';
  /** A proof asks it beside its load: it is no client's. */
  readonly ofProof: boolean;
}

/** A request that is not passed on. */
export interface RefusedRequest {
  readonly kind: 'refused';
  readonly status: 400 | 501;
  readonly reason: string;
}

export interface RequestSource {
  readonly method: string;
  readonly target: string;
  readonly httpVersionMajor: number;
  readonly httpVersionMinor: number;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly clientAddress: string;
  readonly trustForwarded: boolean;
}

// uri-host and port (RFC 9110 §7.2), and nothing that could end a quoted string or a line.
const HOST = /^[A-Za-z0-9._~!$&'()*+,;=%[\]:-]*$/;
const TARGET = /^[!-~\x80-\xff]+$/;

/**
 * What to send to a replica for a client's request: hop-by-hop fields removed (RFC 9110 §7.6.1),
 * Forwarded (RFC 7239) and X-Forwarded-For, -Host, -Proto set, Host kept. The framing is never
 * copied from the client, so that both sides can't read it differently (RFC 9112 §11.2).
 */
export function readRequest(source: RequestSource): RequestHead | RefusedRequest {
  const raw = source.rawHeaders;
  let host: string | undefined;
  let bodyLength: number | 'unknown' = 0;
  let hasLength = false;
  let ofProof = false;
  let idempotent = isIdempotent(source.method);
  let named: string[] | undefined;
  let priorFor = '';
  let priorForwarded = '';
  let fields = '';
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!;
    const value = raw[i + 1]!;
    switch (fieldKind(name)) {
      case 'end-to-end':
        fields += name + ': ' + value + '\r\n';
        break;
      case 'idempotency-key':
        idempotent = true;
        fields += name + ': ' + value + '\r\n';
        break;
      case 'proof':
        ofProof = true;
        break;
      case 'host':
        if (host !== undefined) return refuse(400, 'more than one Host');
        host = value;
        break;
      case 'content-length': {
        if (hasLength || bodyLength === 'unknown' || !/^\d{1,15}$/.test(value)) {
          return refuse(400, 'conflicting or malformed Content-Length');
        }
        hasLength = true;
        bodyLength = Number(value);
        break;
      }
      case 'transfer-encoding':
        // HTTP/1.0 knows no such field; its recipient may not agree where the body ends.
        if (
          hasLength ||
          source.httpVersionMinor === 0 ||
          value.trim().toLowerCase() !== 'chunked'
        ) {
          return refuse(400, 'conflicting or unsupported Transfer-Encoding');
        }
        if (bodyLength === 'unknown') return refuse(400, 'more than one Transfer-Encoding');
        bodyLength = 'unknown';
        break;
      case 'connection': {
        const names = namedByConnection(value);
        if (names.length > 0) named = named === undefined ? names : [...named, ...names];
        break;
      }
      case 'upgrade':
        if (/websocket/i.test(value)) return refuse(501, 'this balancer does not tunnel WebSocket');
        break;
      case 'forwarded':
        if (source.trustForwarded) priorForwarded += value + ', ';
        break;
      case 'x-forwarded-for':
        if (source.trustForwarded) priorFor += value + ', ';
        break;
      case 'x-forwarded-other':
      case 'keep-alive':
      case 'hop-by-hop':
      case 'expect':
        break;
      case 'invalid':
        return refuse(400, 'malformed field name');
    }
  }
  let target = source.target;
  if (target.charCodeAt(0) !== 0x2f && target !== '*') {
    const absolute = absoluteForm(target);
    if (absolute === undefined) return refuse(400, 'malformed request target');
    ({ host, target } = absolute);
  }
  host ??= '';
  if (!HOST.test(host)) return refuse(400, 'malformed Host');
  if (!TARGET.test(target)) return refuse(400, 'malformed request target');
  if (named !== undefined) fields = dropNamed(fields, named);
  return {
    kind: 'request',
    method: source.method,
    text:
      source.method +
      ' ' +
      target +
      ' HTTP/1.1\r\nHost: ' +
      host +
      '\r\n' +
      fields +
      forwarded(source.clientAddress, host, priorFor, priorForwarded),
    idempotent,
    bodyLength,
    ofProof,
  };
}

/** Whether a method is idempotent (RFC 9110 §9.2.2). */
export function isIdempotent(method: string): boolean {
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'PUT':
    case 'DELETE':
    case 'TRACE':
      return true;
    default:
      return false;
  }
}

function refuse(status: 400 | 501, reason: string): RefusedRequest {
  return { kind: 'refused', status, reason };
}

/** Of the absolute form (RFC 9112 §3.2.2) the authority replaces Host. */
function absoluteForm(target: string): { host: string; target: string } | undefined {
  const match = /^http:\/\/([^/?#@]+)([/?][^#]*)?$/i.exec(target);
  if (match === null) return undefined;
  const path = match[2] ?? '/';
  return { host: match[1]!, target: path.startsWith('?') ? '/' + path : path };
}

function dropNamed(fields: string, named: readonly string[]): string {
  const raw: string[] = [];
  for (const line of fields.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) raw.push(line.slice(0, colon), line.slice(colon + 2));
  }
  const kept = withoutFields(raw, named);
  let text = '';
  for (let i = 0; i < kept.length; i += 2) text += kept[i]! + ': ' + kept[i + 1]! + '\r\n';
  return text;
}

function forwarded(client: string, host: string, priorFor: string, prior: string): string {
  // An IPv6 address is bracketed and quoted (RFC 7239 §6).
  const node = client.includes(':') ? '"[' + client + ']"' : client;
  return (
    'Forwarded: ' +
    prior +
    'for=' +
    node +
    ';host="' +
    host +
    '";proto=http\r\n' +
    'X-Forwarded-For: ' +
    priorFor +
    client +
    '\r\n' +
    'X-Forwarded-Host: ' +
    host +
    '\r\nX-Forwarded-Proto: http\r\n'
  );
}
