import { Socket } from 'node:net';
import { Client, DatabaseError } from 'pg';
/**
 * Connects; rejects with pg's or the system's error, whose message may hold host and user: show
 * its code only.
 */
export async function openSqlConnection(url, connectTimeoutMs) {
    const socket = new Socket();
    let closed = false;
    let warnings = [];
    const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: connectTimeoutMs,
        application_name: 'ninefold workload',
        stream: () => socket,
    });
    // An idle connection that breaks is noticed here; a busy one also rejects its query.
    client.on('error', () => (closed = true));
    client.on('end', () => (closed = true));
    client.on('notice', (notice) => warnings.push(notice.code ?? ''));
    try {
        await client.connect();
    }
    catch (error) {
        socket.destroy();
        throw error;
    }
    return {
        query: (config) => client.query(config),
        takeWarnings() {
            const taken = warnings;
            warnings = [];
            return taken;
        },
        get closed() {
            return closed || socket.destroyed;
        },
        destroy() {
            closed = true;
            socket.destroy();
        },
    };
}
/** The code of an error: a SQLSTATE when the server sent it, `undefined` when it has none. */
export function codeOf(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}
/** Whether the server itself reported the error, rather than the connection to it. */
export function isFromServer(error) {
    return error instanceof DatabaseError;
}
//# sourceMappingURL=sql-connection.js.map