/**
 * Whether a new connection gets an answer: the postmaster accepted it, forked a backend, and that
 * backend read and wrote. It is the cheapest question that a frozen postmaster can't answer
 * (sessions that are already open go on without it), and it needs no password.
 */
export declare function acceptsConnections(host: string, port: number, withinMs: number): Promise<boolean>;
//# sourceMappingURL=accepts-connections.d.ts.map