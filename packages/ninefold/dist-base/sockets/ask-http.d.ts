export interface HttpQuestion {
    readonly host: string;
    readonly port: number;
    readonly path: string;
    /** Default GET. */
    readonly method?: string;
    /** Sent as JSON. */
    readonly json?: unknown;
    /** For HTTP's Basic scheme. */
    readonly login?: {
        readonly user: string;
        readonly password: string;
    };
    /** The whole answer must be there by then (ms). */
    readonly withinMs: number;
}
export interface HttpAnswer {
    readonly status: number;
    readonly text: string;
}
/**
 * Asks once, over a connection of its own.
 *
 * @throws the system's error, or one that says that no answer came in time
 */
export declare function askHttp(question: HttpQuestion): Promise<HttpAnswer>;
//# sourceMappingURL=ask-http.d.ts.map