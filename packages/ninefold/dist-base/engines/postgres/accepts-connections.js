import { connect } from 'node:net';
/** An SSLRequest message: length 8, code 80877103 (PostgreSQL manual, Message Formats). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
/**
 * Whether a new connection gets an answer: the postmaster accepted it, forked a backend, and that
 * backend read and wrote. It is the cheapest question that a frozen postmaster can't answer
 * (sessions that are already open go on without it), and it needs no password.
 */
export function acceptsConnections(host, port, withinMs) {
    return new Promise((resolve) => {
        const socket = connect({ host, port });
        const timer = setTimeout(() => {
            finish(false);
        }, withinMs);
        const finish = (answer) => {
            clearTimeout(timer);
            socket.destroy();
            resolve(answer);
        };
        socket.once('connect', () => socket.write(SSL_REQUEST));
        socket.once('data', (bytes) => {
            const answer = bytes.subarray(0, 1).toString('latin1');
            finish(answer === 'N' || answer === 'S');
        });
        socket.once('error', () => {
            finish(false);
        });
        socket.once('close', () => {
            finish(false);
        });
    });
}
//# sourceMappingURL=accepts-connections.js.map