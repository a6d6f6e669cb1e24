/** A request whose `{{id}}` was found once, so that filling it in is a few concatenations. */
export interface RequestTemplate {
    readonly method: string;
    path(id: string): string;
    /** Alternating names and values, as undici takes them. */
    headers(id: string): string[];
    body(id: string): string | null;
}
/**
 * Prepares a request. `{{id}}` stands for the operation's id in the path (URL-encoded), in header
 * values, and in every string and key of `json`, however deep (JSON-escaped). A JSON body gets
 * `content-type: application/json` unless the headers name another.
 */
export declare function compileTemplate(spec: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly json?: unknown;
}): RequestTemplate;
//# sourceMappingURL=template.d.ts.map