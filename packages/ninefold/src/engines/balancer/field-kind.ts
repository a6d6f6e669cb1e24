/** What a header field means to an intermediary (RFC 9110). */
export type FieldKind =
  | 'end-to-end'
  | 'connection'
  | 'keep-alive'
  /** Means something on one connection only, and is never passed on. */
  | 'hop-by-hop'
  | 'transfer-encoding'
  | 'content-length'
  | 'upgrade'
  | 'host'
  | 'expect'
  | 'forwarded'
  | 'x-forwarded-for'
  | 'x-forwarded-other'
  | 'idempotency-key'
  /** {@link PROOF_FIELD}. */
  | 'proof'
  /** Not a token (RFC 9110 §5.6.2): no field at all. */
  | 'invalid';

/**
 * Marks what a proof asks beside its load, such as a look for a write: it is answered like any other
 * request, counts as no client's, and no replica sees the field.
 */
export const PROOF_FIELD = 'ninefold-proof';

const KINDS: Readonly<Record<string, FieldKind>> = {
  connection: 'connection',
  'keep-alive': 'keep-alive',
  'proxy-connection': 'hop-by-hop',
  'proxy-authenticate': 'hop-by-hop',
  'proxy-authorization': 'hop-by-hop',
  te: 'hop-by-hop',
  trailer: 'hop-by-hop',
  'transfer-encoding': 'transfer-encoding',
  'content-length': 'content-length',
  upgrade: 'upgrade',
  // Meant for HTTP/2 upgrades on one connection (RFC 9113 §3.1 retired it).
  'http2-settings': 'hop-by-hop',
  host: 'host',
  expect: 'expect',
  forwarded: 'forwarded',
  'x-forwarded-for': 'x-forwarded-for',
  'x-forwarded-host': 'x-forwarded-other',
  'x-forwarded-proto': 'x-forwarded-other',
  'x-forwarded-port': 'x-forwarded-other',
  'idempotency-key': 'idempotency-key',
  [PROOF_FIELD]: 'proof',
};

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Names seen, as they were spelt. Bounded, since peers choose the names. */
const seen = new Map<string, FieldKind>();
const MAX_SEEN = 1024;

/** The kind of a field by its name, in any spelling. */
export function fieldKind(name: string): FieldKind {
  const known = seen.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const kind = TOKEN.test(name)
    ? Object.hasOwn(KINDS, lower)
      ? KINDS[lower]!
      : 'end-to-end'
    : 'invalid';
  if (seen.size < MAX_SEEN && name.length < 64) seen.set(name, kind);
  return kind;
}

/** Field names in a Connection value that are not plain `close` or `keep-alive`, in lower case. */
export function namedByConnection(value: string): string[] {
  return value
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && token !== 'close' && token !== 'keep-alive');
}

/** Removes the named fields (lower case) from a flat list of names and values. */
export function withoutFields(raw: readonly string[], names: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (!names.includes(raw[i]!.toLowerCase())) kept.push(raw[i]!, raw[i + 1]!);
  }
  return kept;
}
