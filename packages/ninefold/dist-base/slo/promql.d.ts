/** Labels as PromQL matches them, `{a="b"}`; further matchers follow as they are. */
export declare function labels(equal: object, matchers?: readonly string[]): string;
/** A text as PromQL quotes it. */
export declare function quoted(text: string): string;
/** A duration as PromQL writes it: `5m`, `16h45m`, `30d`. Whole seconds. */
export declare function range(durationMs: number): string;
/** A query with its window filled in. */
export declare function over(query: string, windowMs: number): string;
//# sourceMappingURL=promql.d.ts.map