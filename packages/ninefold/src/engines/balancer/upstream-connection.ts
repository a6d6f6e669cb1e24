import { connect, type Socket } from 'node:net';

import {
  MalformedResponseError,
  ResponseParser,
  type ResponseHead,
  type ResponseSink,
} from './response-parser.ts';

/** How a connection failed its request. */
export interface ConnectionFailure {
  readonly kind:
    /** Nobody listens there. */
    | 'refused'
    /** No connection came about in another way. */
    | 'unconnected'
    /** Closed or reset before the response was complete. */
    | 'reset'
    | 'timeout'
    /** Not HTTP, or beyond its bounds. */
    | 'malformed';
  /** The replica may have received (a part of) the request. */
  readonly sent: boolean;
  readonly text: string;
}

/** One request on a connection, as seen by whoever gave it. */
export interface UpstreamRequest extends ResponseSink {
  readonly method: string;
  /** The bytes to send first (latin1): the head, with a small body if there is one. */
  readonly headText: string;
  /** More of the body follows by `write`, until `bodyEnded`. */
  readonly streamsBody: boolean;
  /** It would rather be tried elsewhere than wait for a slow replica. */
  readonly movable: boolean;
  /** Called once the first bytes are handed to the socket; streamed bodies begin here. */
  onSent(): void;
  /** The socket takes more of a streamed body. */
  onWritable(): void;
  /** A piece of the network's data was read to its end. */
  onPieceRead(): void;
  /** No response will be complete on this connection, which is gone. */
  onFailure(failure: ConnectionFailure): void;
}

/** Who lends connections and takes them back. */
export interface ConnectionOwner {
  /** It may carry another request. */
  onIdle(connection: UpstreamConnection): void;
  onClosed(connection: UpstreamConnection): void;
}

/**
 * One HTTP/1.1 connection to a replica: one request at a time, none pipelined. Its deadlines are
 * fields that its owner sweeps, so that no timer is made per request.
 */
export class UpstreamConnection implements ResponseSink {
  /** The owner's time after which the request under way has failed; Infinity: none. */
  deadlineMs: number = Infinity;
  idleSinceMs: number = 0;
  /** The server's word how long it keeps an idle connection. */
  keepAliveMs: number | undefined;
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #parser: ResponseParser = new ResponseParser();
  #state: 'connecting' | 'open' | 'closed' = 'connecting';
  #request: UpstreamRequest | undefined;
  #sent = false;
  #persistent = false;
  #bodyStreaming = false;

  constructor(host: string, port: number, owner: ConnectionOwner) {
    this.#owner = owner;
    const socket = connect({ host, port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#state = 'open';
      if (this.#request !== undefined) this.#send();
    });
    socket.on('data', (piece: Buffer) => this.#read(piece));
    socket.on('drain', () => this.#request?.onWritable());
    socket.on('end', () => this.#finish());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#state === 'connecting') {
        const kind = error.code === 'ECONNREFUSED' ? 'refused' : 'unconnected';
        this.#fail(kind, error.code ?? error.message);
      } else this.#fail('reset', error.code ?? error.message);
    });
    socket.on('close', () => this.#fail('reset', 'closed'));
  }

  get connected(): boolean {
    return this.#state === 'open';
  }

  /** Sends a request, at once or as soon as the connection stands. */
  send(request: UpstreamRequest): void {
    this.#request = request;
    this.#sent = false;
    if (this.#state === 'open') this.#send();
  }

  /** Sends a piece of a streamed body. False: wait for onWritable. */
  write(piece: Buffer | string): boolean {
    return typeof piece === 'string'
      ? this.#socket.write(piece, 'latin1')
      : this.#socket.write(piece);
  }

  /** The streamed body was sent whole. */
  bodyEnded(): void {
    this.#bodyStreaming = false;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** The deadline passed. */
  expire(text: string): void {
    this.#fail(this.#state === 'connecting' ? 'unconnected' : 'timeout', text);
  }

  /** Gives the request under way up, without a word to it, and closes. */
  abandon(): void {
    this.#request = undefined;
    this.#fail('reset', 'abandoned');
  }

  /** The replica is slow: a request that may be sent elsewhere is taken back. */
  expireIfMovable(text: string): void {
    if (this.#request?.movable === true) this.expire(text);
  }

  onHead(head: ResponseHead): void {
    this.#persistent = head.persistent;
    this.keepAliveMs = head.keepAliveMs;
    this.#request?.onHead(head);
  }

  onBody(piece: Buffer): void {
    this.#request?.onBody(piece);
  }

  onEnd(): void {
    const request = this.#request;
    // A request whose body was not sent whole would be continued by the next one's head.
    const reusable = this.#persistent && !this.#bodyStreaming && this.#state === 'open';
    this.#request = undefined;
    this.deadlineMs = Infinity;
    if (!reusable) this.#close();
    // The slow client of this response must not silence the next one's.
    else if (this.#socket.isPaused()) this.#socket.resume();
    // The response first: taking the next request in between would delay this one's last bytes.
    request?.onEnd();
    if (reusable && this.#state === 'open') this.#owner.onIdle(this);
  }

  #send(): void {
    const request = this.#request!;
    this.#sent = true;
    this.#bodyStreaming = request.streamsBody;
    this.#parser.begin(request.method, this);
    this.#socket.write(request.headText, 'latin1');
    request.onSent();
  }

  #read(piece: Buffer): void {
    const request = this.#request;
    try {
      this.#parser.push(piece);
    } catch (error) {
      if (!(error instanceof MalformedResponseError)) throw error;
      this.#fail('malformed', error.message);
      return;
    }
    if (request !== undefined && this.#request === request) request.onPieceRead();
  }

  #finish(): void {
    if (this.#request !== undefined && this.#sent) {
      this.#persistent = false;
      if (this.#parser.finish()) return;
    }
    this.#fail('reset', 'closed before the response was complete');
  }

  #fail(kind: ConnectionFailure['kind'], text: string): void {
    if (this.#state === 'closed') return;
    this.#close();
    const request = this.#request;
    this.#request = undefined;
    request?.onFailure({ kind, sent: this.#sent, text });
  }

  #close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.deadlineMs = Infinity;
    this.#socket.destroy();
    this.#owner.onClosed(this);
  }
}
