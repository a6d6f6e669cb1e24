/** What a report shows instead of a contract that can't be read, and so can't be redacted. */
export declare const UNREADABLE_CONTRACT = "# Not shown: it could not be read as YAML, so what is secret in it is not known.\n";
/**
 * A contract's text without its secrets, for reports that people pass on. `[redacted]` stands for
 *
 * - every value under `environment`;
 * - values under `headers` and `json` whose names say that they authenticate (Authorization,
 *   Proxy-Authorization, Cookie, X-Api-Key, password and the like);
 * - user and password of URLs anywhere, comments included.
 *
 * Everything else, formatting and comments too, stays. A secret in an argument of `run`, or one that
 * stands in a comment outside of a URL, is not known for one. Never throws: of a text that can't be
 * read nothing is shown but a note.
 */
export declare function redactContract(text: string): string;
//# sourceMappingURL=redact-contract.d.ts.map