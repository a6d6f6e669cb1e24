/**
 * `[redacted]` for user and password of every URL in a text. It takes rather too much than too
 * little: what stands between `://` and the last `@` without a space, when there is a `:` in it (a
 * password may hold any character), or no `/`, `?` or `#`. Linear in the length of the text.
 */
export declare function redactUrlCredentials(text: string): string;
export declare function hasUrlCredentials(text: string): boolean;
//# sourceMappingURL=url-credentials.d.ts.map