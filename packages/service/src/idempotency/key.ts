/** Characters of a key at most. A UUID has 36. */
export const MAX_KEY_LENGTH = 255;

export type ParsedKey =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly why: string };

/** RFC 8941 §3.3.3: printable ASCII in double quotes, with `\"` and `\\`; parameters are ignored. */
const STRING_ITEM =
  /^ *"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"(?:; *[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[^"\\]|\\["\\])*"|[^",; ]+))?)* *$/;
/** What clients of many APIs send: an RFC 9110 token, such as a UUID without quotes. */
const BARE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Reads an `Idempotency-Key` field, as Node's `headers` give it: a structured field whose value is
 * a String (draft-ietf-httpapi-idempotency-key-header-07 §2.1). Two fields are one invalid value.
 *
 * @param allowBare whether a token without quotes is a key too; `abc` is then the same as `"abc"`
 */
export function parseKey(field: string | undefined, allowBare: boolean): ParsedKey {
  if (field === undefined) return { kind: 'missing' };
  const quoted = STRING_ITEM.exec(field)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const key = quoted ?? (allowBare && BARE.test(field) ? field : undefined);
  if (key === undefined) {
    return {
      kind: 'invalid',
      why: 'it must be one string in double quotes, such as "8e03978e-40d5-43e8-bc93-6894a57f9324"',
    };
  }
  if (key === '') return { kind: 'invalid', why: 'it is empty' };
  if (key.length > MAX_KEY_LENGTH) {
    return { kind: 'invalid', why: `it is longer than ${MAX_KEY_LENGTH} characters` };
  }
  return { kind: 'key', key };
}
