import pg from 'pg';
/** Where and as whom to connect. Never shown or logged: it carries a password. */
export interface Login {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
}
/** One connection that is kept open for questions. */
export interface Session {
    /** The first row, as text by column. */
    row(statement: string): Promise<Readonly<Record<string, string | null>>>;
    readonly closed: boolean;
    close(): void;
}
/**
 * @param answerWithinMs a statement without an answer by then is given up, and the session with it
 * @throws the driver's error when the connection is refused or the password is wrong
 */
export declare function openSession(login: Login, answerWithinMs: number): Promise<Session>;
/** `pg` keeps its socket at `connection.stream`, and has no public way to drop it at once. */
export declare function destroySocket(client: pg.Client): void;
//# sourceMappingURL=session.d.ts.map