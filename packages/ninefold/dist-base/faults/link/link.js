import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { resetSocket } from '../../sockets/reset-socket.js';
import { createDelivery } from './delivery.js';
import { carry } from './direction.js';
import { assertLinkFault } from './link-fault.js';
/** Opens a link on a free port of 127.0.0.1. */
export async function openLink(options) {
    const { name, upstream, clock, random } = options;
    let fault;
    let forward = createDelivery(fault, random);
    let backward = createDelivery(fault, random);
    const connections = new Set();
    const stats = { accepted: 0, forwardBytes: 0, backwardBytes: 0 };
    const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
    listener.on('connection', (client) => {
        stats.accepted += 1;
        const connection = { client, server: undefined, directions: [] };
        connections.add(connection);
        client.on('error', () => undefined);
        client.on('close', () => forgetIfClosed(connection));
        establish(connection);
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    /** Leads a new connection on, as far as the link allows now. */
    function establish(connection) {
        if (fault?.kind === 'reset')
            reset(connection);
        if (fault?.kind === 'reset' || fault?.kind === 'partition')
            return;
        const { client } = connection;
        const server = connect({ ...upstream, allowHalfOpen: true, noDelay: true });
        connection.server = server;
        server.on('error', () => undefined);
        server.on('close', () => forgetIfClosed(connection));
        // Not connected: the client learns it as it would from a member that is down.
        const refuse = () => resetSocket(client);
        server.once('error', refuse);
        server.once('connect', () => {
            server.off('error', refuse);
            if (client.destroyed) {
                resetSocket(server);
                return;
            }
            connection.directions = [
                carry({
                    source: client,
                    target: server,
                    delivery: () => forward,
                    clock,
                    onBytes: (count) => (stats.forwardBytes += count),
                }),
                carry({
                    source: server,
                    target: client,
                    delivery: () => backward,
                    clock,
                    onBytes: (count) => (stats.backwardBytes += count),
                }),
            ];
        });
    }
    function forgetIfClosed(connection) {
        const { client, server, directions } = connection;
        if (!client.destroyed || (server && !server.destroyed))
            return;
        for (const direction of directions)
            direction.stop();
        connections.delete(connection);
    }
    function reset({ client, server, directions }) {
        for (const direction of directions)
            direction.stop();
        resetSocket(client);
        if (server)
            resetSocket(server);
    }
    function change(to) {
        fault = to;
        forward = createDelivery(to, random);
        backward = createDelivery(to, random);
        for (const connection of connections) {
            if (to?.kind === 'reset')
                reset(connection);
            else if (!connection.server)
                establish(connection);
            else
                for (const direction of connection.directions)
                    direction.reschedule();
        }
    }
    return {
        name,
        port,
        get fault() {
            return fault;
        },
        setFault(next) {
            assertLinkFault(next);
            change(next);
        },
        heal: () => change(undefined),
        stats: () => ({ open: connections.size, ...stats }),
        async close() {
            const closed = once(listener, 'close');
            listener.close();
            for (const { client, server, directions } of connections) {
                for (const direction of directions)
                    direction.stop();
                client.destroy();
                server?.destroy();
            }
            await closed;
        },
    };
}
//# sourceMappingURL=link.js.map