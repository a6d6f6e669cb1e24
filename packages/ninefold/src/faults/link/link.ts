import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { Clock } from '../../clock/clock.ts';
import type { Random } from '../../clock/random.ts';
import { resetSocket } from '../../sockets/reset-socket.ts';
import { createDelivery } from './delivery.ts';
import { carry } from './direction.ts';
import type { Direction } from './direction.ts';
import { assertLinkFault } from './link-fault.ts';
import type { LinkFault } from './link-fault.ts';

export interface Upstream {
  readonly host: string;
  readonly port: number;
}

export interface LinkStats {
  /** Connections that are open, and that were ever accepted. */
  readonly open: number;
  readonly accepted: number;
  /** Bytes handed over from client to server, and back. */
  readonly forwardBytes: number;
  readonly backwardBytes: number;
}

/** One way from a member to another, which can be broken and mended while it is in use. */
export interface Link {
  readonly name: string;
  /** On 127.0.0.1. */
  readonly port: number;
  readonly fault: LinkFault | undefined;
  /**
   * Breaks the link; replaces the fault before. What is under way travels anew under the new
   * fault, as if it had been sent at this moment; connections stay open, save under `reset`.
   *
   * - `partition`: what was not delivered stays where it is, nothing more is read, no side learns
   *   that the other ended, and new connections are accepted (the kernel does that) but get no
   *   answer. After healing all goes on, as TCP does after a short partition.
   * - `delay`: every piece and the end of a stream arrive later; 4 MiB may be under way.
   * - `drop`: a piece (what one read brought, up to 64 KiB) is lost with the given chance and
   *   arrives after a retransmission timeout of 200 ms, doubled at each further loss, and what
   *   follows waits for it: all that a program sees of packet loss under TCP.
   * - `throttle`: each direction has the rate for itself, shared by all its connections.
   *
   * @throws RangeError for a delay, ratio or rate that means nothing
   */
  setFault(fault: LinkFault): void;
  /** Mends the link: what was held arrives at once, in order. */
  heal(): void;
  stats(): LinkStats;
  /** Ends the link and every connection through it. */
  close(): Promise<void>;
}

interface Connection {
  readonly client: Socket;
  server: Socket | undefined;
  directions: readonly Direction[];
}

/** Opens a link on a free port of 127.0.0.1. */
export async function openLink(options: {
  readonly name: string;
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly random: Random;
}): Promise<Link> {
  const { name, upstream, clock, random } = options;
  let fault: LinkFault | undefined;
  let forward = createDelivery(fault, random);
  let backward = createDelivery(fault, random);
  const connections = new Set<Connection>();
  const stats = { accepted: 0, forwardBytes: 0, backwardBytes: 0 };

  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
  listener.on('connection', (client) => {
    stats.accepted += 1;
    const connection: Connection = { client, server: undefined, directions: [] };
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
  function establish(connection: Connection): void {
    if (fault?.kind === 'reset') reset(connection);
    if (fault?.kind === 'reset' || fault?.kind === 'partition') return;
    const { client } = connection;
    const server = connect({ ...upstream, allowHalfOpen: true, noDelay: true });
    connection.server = server;
    server.on('error', () => undefined);
    server.on('close', () => forgetIfClosed(connection));
    // Not connected: the client learns it as it would from a member that is down.
    const refuse = (): void => resetSocket(client);
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

  function forgetIfClosed(connection: Connection): void {
    const { client, server, directions } = connection;
    if (!client.destroyed || (server && !server.destroyed)) return;
    for (const direction of directions) direction.stop();
    connections.delete(connection);
  }

  function reset({ client, server, directions }: Connection): void {
    for (const direction of directions) direction.stop();
    resetSocket(client);
    if (server) resetSocket(server);
  }

  function change(to: LinkFault | undefined): void {
    fault = to;
    forward = createDelivery(to, random);
    backward = createDelivery(to, random);
    for (const connection of connections) {
      if (to?.kind === 'reset') reset(connection);
      else if (!connection.server) establish(connection);
      else for (const direction of connection.directions) direction.reschedule();
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
        for (const direction of directions) direction.stop();
        client.destroy();
        server?.destroy();
      }
      await closed;
    },
  };
}
