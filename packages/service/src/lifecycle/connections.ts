import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

import { Timer } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

import { answerBegins, answerEnds } from '../http/answer-end.ts';
import type { OpenAnswer } from '../http/answer-end.ts';

/** A new connection on which nothing has come: its first request may be on its way this long. */
const SILENT_GRACE_MS = 1_000;

/** A client that has been told of the close has this long to close its side. */
const LINGER_MS = 1_000;

interface Connection {
  readonly socket: Socket;
  readonly openedMs: number;
  /** Answers not out yet, in the order of their requests: several when they are pipelined. */
  readonly open: OpenAnswer[];
  /** Requests so far. */
  requests: number;
  /** `socket.bytesRead` when it last fell idle: more means that a request is arriving. */
  idleBytes: number;
  /** It speaks another protocol now (a WebSocket). */
  upgraded: boolean;
}

/** Node's own channels, called for every server of the process. */
const BEGAN = 'http.server.request.start';
const FINISHED = 'http.server.response.finish';

interface ExchangeMessage {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly server: Server;
}

/** What was still open when the time was up. */
export interface CutConnections {
  readonly requests: number;
  readonly upgraded: number;
  readonly others: number;
}

/**
 * The connections of one server: which are busy, which idle, and how each is closed without losing
 * a request. `server.closeIdleConnections()` alone doesn't do: it spares a socket that never sent a
 * request, resets what a client is just sending, and knows nothing of answers that are under way
 * with `Connection: keep-alive`.
 *
 * Requests are followed by Node's diagnostics channels and not by listeners: one on each response
 * takes 0.7 µs (Node 20), which is 3 % of a hello-world request.
 */
export class Connections {
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #connections = new Map<Socket, Connection>();
  readonly #watched = new Set<string>();
  readonly #refused = new WeakSet<ServerResponse>();
  readonly #timers = new Set<Timer>();
  /** `telling`: answers say `Connection: close`. `closing`: idle connections are closed too. */
  #phase: 'serving' | 'telling' | 'closing' = 'serving';
  #onEmpty: () => void = () => undefined;
  #listening = true;

  constructor(server: Server, clock: Clock) {
    this.#server = server;
    this.#clock = clock;
    const accepted = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.prependListener(accepted, this.#accept);
    subscribe(BEGAN, this.#began);
    subscribe(FINISHED, this.#finished);
    server.once('close', () => {
      unsubscribe(BEGAN, this.#began);
      unsubscribe(FINISHED, this.#finished);
    });
    // A listener of ours alone would make Node leave upgrades to us: it comes with another's.
    for (const event of ['upgrade', 'connect'])
      if (server.listenerCount(event) > 0) this.#watch(event);
    server.on('newListener', this.#watch);
  }

  /** Whether this request came after its connection was told to close, and must not be handled. */
  refuses(response: ServerResponse): boolean {
    return this.#phase !== 'serving' && this.#refused.has(response);
  }

  /** From now on every answer says `Connection: close`. */
  tellClose(): void {
    this.#phase = 'telling';
    for (const { open } of this.#connections.values()) tell(open);
  }

  /** Accepts no more, closes what is idle and the rest as it falls idle; then calls `onEmpty`. */
  close(onEmpty: () => void): void {
    this.#phase = 'closing';
    this.#onEmpty = onEmpty;
    // Not http's own `close`, which destroys what is idle before it has read what has come.
    NetServer.prototype.close.call(this.#server);
    this.#listening = false;
    // What has reached this process already is read first.
    setImmediate(() => {
      for (const connection of this.#connections.values()) this.#closeIfIdle(connection);
      this.#lookWhetherEmpty();
    });
  }

  /** Destroys what is left. */
  cut(): CutConnections {
    let [requests, upgraded, others] = [0, 0, 0];
    for (const connection of this.#connections.values()) {
      requests += connection.open.length;
      if (connection.upgraded) upgraded += 1;
      else if (connection.open.length === 0) others += 1;
      connection.socket.destroy();
    }
    for (const timer of this.#timers) this.#clock.stop(timer);
    return { requests, upgraded, others };
  }

  readonly #accept = (socket: Socket): void => {
    this.#connectionOf(socket);
  };

  readonly #began = (message: unknown): void => {
    const { response, socket, server } = message as ExchangeMessage;
    if (server !== this.#server) return;
    const connection = this.#connectionOf(socket);
    connection.requests += 1;
    if (this.#phase !== 'serving' && isClosed(connection)) {
      this.#refused.add(response);
      return;
    }
    connection.open.push(answerBegins(response));
    if (this.#phase !== 'serving') tell(connection.open);
  };

  readonly #finished = (message: unknown): void => {
    const { response, socket, server } = message as ExchangeMessage;
    if (server !== this.#server) return;
    const connection = this.#connections.get(socket);
    // Answers go out in the order of their requests.
    const answer = connection?.open[0];
    if (!connection || answer?.response !== response) return;
    // An array that was emptied by `shift` allocates anew with the next request.
    if (connection.open.length === 1) connection.open.pop();
    else connection.open.shift();
    // A body that nobody read is still coming: that is no request.
    connection.idleBytes = response.req.complete ? socket.bytesRead : Infinity;
    answerEnds(answer);
    // Node is not done with it in this turn.
    if (this.#phase === 'closing')
      setImmediate(() => {
        this.#closeIfIdle(connection);
      });
  };

  readonly #upgrade = ({ socket }: IncomingMessage): void => {
    this.#connectionOf(socket).upgraded = true;
  };

  readonly #watch = (event: string): void => {
    if ((event !== 'upgrade' && event !== 'connect') || this.#watched.has(event)) return;
    this.#watched.add(event);
    this.#server.prependListener(event, this.#upgrade);
  };

  #connectionOf(socket: Socket): Connection {
    const known = this.#connections.get(socket);
    if (known) return known;
    const connection: Connection = {
      socket,
      openedMs: this.#clock.monotonicMs(),
      open: [],
      requests: 0,
      idleBytes: socket.bytesRead,
      upgraded: false,
    };
    this.#connections.set(socket, connection);
    socket.once('close', () => {
      this.#connections.delete(socket);
      for (const answer of connection.open.splice(0)) answerEnds(answer);
      this.#lookWhetherEmpty();
    });
    return connection;
  }

  #closeIfIdle(connection: Connection): void {
    const { socket, open, idleBytes, openedMs, requests, upgraded } = connection;
    if (open.length > 0 || upgraded || socket.destroyed || socket.writableEnded) return;
    // The next request is arriving: it is answered, and told to close.
    if (socket.bytesRead > idleBytes) return;
    const openForMs = this.#clock.monotonicMs() - openedMs;
    if (requests === 0 && openForMs < SILENT_GRACE_MS) {
      this.#later(SILENT_GRACE_MS - openForMs, () => {
        this.#closeIfIdle(connection);
      });
      return;
    }
    // Ended and not destroyed: what was sent arrives, even when the client is just sending more.
    socket.end();
    this.#later(LINGER_MS, () => {
      socket.destroy();
    });
  }

  #later(delayMs: number, run: () => void): void {
    const timer = new Timer(() => {
      this.#timers.delete(timer);
      run();
    });
    this.#timers.add(timer);
    this.#clock.start(timer, delayMs, this.#clock.monotonicMs());
  }

  #lookWhetherEmpty(): void {
    if (this.#listening || this.#connections.size > 0) return;
    this.#server.off('newListener', this.#watch);
    const onEmpty = this.#onEmpty;
    this.#onEmpty = () => undefined;
    onEmpty();
  }
}

/**
 * The last answer in a pipeline says `Connection: close`, and only the last: Node drops every answer
 * behind one that does (RFC 9112, section 9.6).
 */
function tell(open: readonly OpenAnswer[]): void {
  open.forEach(({ response }, index) => {
    if (response.headersSent) return;
    if (index === open.length - 1) response.setHeader('connection', 'close');
    else response.removeHeader('connection');
  });
}

/** Whether a close has been sent on it, as a header or as the end of the stream. */
function isClosed({ socket, open }: Connection): boolean {
  return (
    socket.writableEnded ||
    open.some(
      ({ response }) => response.headersSent && response.getHeader('connection') === 'close',
    )
  );
}
