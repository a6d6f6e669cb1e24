/** What a header field means to an intermediary (RFC 9110). */
export type FieldKind = 'end-to-end' | 'connection' | 'keep-alive'
/** Means something on one connection only, and is never passed on. */
 | 'hop-by-hop' | 'transfer-encoding' | 'content-length' | 'upgrade' | 'host' | 'expect' | 'forwarded' | 'x-forwarded-for' | 'x-forwarded-other' | 'idempotency-key'
/** Not a token (RFC 9110 §5.6.2): no field at all. */
 | 'invalid';
/** The kind of a field by its name, in any spelling. */
export declare function fieldKind(name: string): FieldKind;
/** Field names in a Connection value that are not plain `close` or `keep-alive`, in lower case. */
export declare function namedByConnection(value: string): string[];
/** Removes the named fields (lower case) from a flat list of names and values. */
export declare function withoutFields(raw: readonly string[], names: readonly string[]): string[];
//# sourceMappingURL=field-kind.d.ts.map