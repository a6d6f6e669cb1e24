import pg from 'pg';
/**
 * @param answerWithinMs a statement without an answer by then is given up, and the session with it
 * @throws the driver's error when the connection is refused or the password is wrong
 */
export async function openSession(login, answerWithinMs) {
    const client = new pg.Client({
        ...login,
        connectionTimeoutMillis: answerWithinMs,
        query_timeout: answerWithinMs,
        // The agent must never wait for a standby: it is who sees to it that there is one.
        options: '-c synchronous_commit=local',
        types: { getTypeParser: () => (value) => value },
    });
    let closed = false;
    client.on('error', () => (closed = true));
    client.on('end', () => (closed = true));
    const close = () => {
        closed = true;
        // `end` waits for an answer, which a frozen server never gives.
        destroySocket(client);
    };
    try {
        await client.connect();
    }
    catch (error) {
        close();
        throw error;
    }
    /** `pg` takes one statement at a time. */
    let turn = Promise.resolve();
    return {
        row(statement) {
            const answer = turn.then(() => ask(statement));
            turn = answer.catch(() => undefined);
            return answer;
        },
        get closed() {
            return closed;
        },
        close,
    };
    async function ask(statement) {
        try {
            const result = await client.query(statement);
            return result.rows[0] ?? {};
        }
        catch (error) {
            if (!isServerError(error))
                close();
            throw error;
        }
    }
}
/** Whether PostgreSQL itself answered with an error: the session is then still good. */
function isServerError(error) {
    return error instanceof pg.DatabaseError;
}
/** `pg` keeps its socket at `connection.stream`, and has no public way to drop it at once. */
export function destroySocket(client) {
    client.connection.stream.destroy();
}
//# sourceMappingURL=session.js.map