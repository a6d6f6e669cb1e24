import { ServerResponse, type IncomingMessage } from 'node:http';

import type { RequestEnd } from './event-counts.ts';
import type { HealthInput } from './replica-health.ts';
import type { Replica } from './replica.ts';
import type { RequestHead } from './request-head.ts';
import type { ResponseHead } from './response-parser.ts';
import { resetSocket } from '../../sockets/reset-socket.ts';
import { retryPermission } from './retry-permission.ts';
import type {
  ConnectionFailure,
  UpstreamConnection,
  UpstreamRequest,
} from './upstream-connection.ts';

/** What an exchange asks of the plane it belongs to. */
export interface ExchangePlane {
  readonly nowMs: number;
  /** The host's monotonic clock, as exact as it is: `nowMs` steps with the plane's sweeps. */
  readonly clockMs: number;
  readonly maxAttempts: number;
  readonly attemptTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly responseTimeoutMs: number;
  readonly idleBodyTimeoutMs: number;
  readonly maxReplayBytes: number;
  /** Bytes of request bodies kept; the exchange adds and subtracts its own. */
  keptBytes: number;
  readonly maxKeptBytes: number;
  readonly replicaCount: number;
  /** Gives it to a replica now, or later, or answers 503. */
  place(exchange: Exchange): void;
  /** It waits no more. */
  forget(exchange: Exchange): void;
  count(end: RequestEnd): void;
  observe(replica: Replica, input: HealthInput): void;
  hasOther(tried: readonly Replica[]): boolean;
  spendRetry(): boolean;
  /** Retries are affordable. */
  readonly mayRetry: boolean;
}

/** A response that knows its exchange, so that listeners need no closure. */
export class ClientResponse extends ServerResponse {
  exchange: Exchange | undefined;
}

type Phase =
  | 'collecting'
  /** Waits for a replica, or for the answer of one. */
  | 'asking'
  /** The head was passed on: no way back. */
  | 'responding'
  | 'done';

/** A body that came in one piece and is not larger goes out in one write with the head. */
const ONE_WRITE_BYTES = 16 * 1024;

/** One client's request, through however many attempts, to one answer. */
export class Exchange implements UpstreamRequest {
  readonly method: string;
  /** Replicas that failed it. */
  tried: Replica[] | undefined;
  /** While it waits: until when (the plane's time). */
  waitUntilMs: number = 0;
  readonly #plane: ExchangePlane;
  readonly #head: RequestHead;
  readonly #request: IncomingMessage;
  readonly #response: ClientResponse;
  readonly #counts: boolean;
  readonly #startedMs: number;
  #phase: Phase = 'collecting';
  /** What the replica answered; 0 before it has. */
  #status = 0;
  #attempts = 0;
  #replica: Replica | undefined;
  #connection: UpstreamConnection | undefined;
  #body: Buffer[] | undefined;
  #bodyBytes = 0;
  /** `kept`: whole at hand; `held`: more to come once sent; `flowing`: on its way. */
  #bodyState: 'kept' | 'held' | 'flowing' = 'kept';
  #received = false;
  #pending: Buffer | undefined;
  #headFlushed = false;
  #drainWatched = false;

  /** @param counts it is an event of an SLI, and no check of somebody's health */
  constructor(
    plane: ExchangePlane,
    head: RequestHead,
    request: IncomingMessage,
    response: ClientResponse,
    counts: boolean,
  ) {
    this.method = head.method;
    this.#plane = plane;
    this.#head = head;
    this.#request = request;
    this.#response = response;
    this.#counts = counts;
    this.#startedMs = counts ? plane.clockMs : 0;
    response.exchange = this;
    response.on('close', onClientClose);
  }

  begin(): void {
    if (this.#head.bodyLength !== 0) {
      this.#collect();
      return;
    }
    this.#received = true;
    this.#ask();
  }

  get streamsBody(): boolean {
    return this.#bodyState !== 'kept';
  }

  get movable(): boolean {
    return this.#phase === 'asking' && this.#mayRepeat && this.#plane.mayRetry;
  }

  get headText(): string {
    const { text, bodyLength } = this.#head;
    if (this.#bodyState === 'kept') {
      if (this.#bodyBytes === 0) {
        const bodiless = this.method === 'GET' || this.method === 'HEAD';
        return bodiless ? text + '\r\n' : text + 'Content-Length: 0\r\n\r\n';
      }
      return text + 'Content-Length: ' + this.#bodyBytes + '\r\n\r\n' + this.#bodyText();
    }
    if (bodyLength !== 'unknown') {
      return text + 'Content-Length: ' + bodyLength + '\r\n\r\n' + this.#bodyText();
    }
    const chunk =
      this.#bodyBytes === 0 ? '' : chunkLine(this.#bodyBytes) + this.#bodyText() + '\r\n';
    return text + 'Transfer-Encoding: chunked\r\n\r\n' + chunk;
  }

  /** The plane chose a replica. */
  sendTo(replica: Replica): void {
    this.#attempts += 1;
    this.#replica = replica;
    const { nowMs, connectTimeoutMs } = this.#plane;
    const connection = replica.send(
      this,
      this.#head.idempotent && this.#bodyState === 'kept',
      nowMs,
    );
    // It may have failed at once.
    if (this.#replica !== replica) return;
    this.#connection = connection;
    if (connection.connected) this.#setDeadline();
    else connection.deadlineMs = nowMs + connectTimeoutMs;
  }

  onSent(): void {
    if (this.#connection !== undefined) this.#setDeadline();
    if (this.#bodyState === 'held') {
      this.#bodyState = 'flowing';
      this.#releaseBody();
      this.#request.resume();
    }
  }

  onWritable(): void {
    if (this.#bodyState === 'flowing') {
      this.#setDeadline();
      this.#request.resume();
    }
  }

  onHead(head: ResponseHead): void {
    const gateway = head.status >= 502 && head.status <= 504;
    const replica = this.#replica!;
    // Before the observation, which may take requests back from this very replica.
    this.#phase = 'responding';
    if (gateway) {
      // A replica that sheds is no outlier: without it the others would have to shed more.
      if (!sheds(head)) this.#plane.observe(replica, { kind: 'request-failed', how: 'gateway' });
      if (this.#retryAfterAnswer(replica)) return;
    } else if (replica.health.kind === 'healthy' && replica.health.failedRequests > 0) {
      this.#plane.observe(replica, { kind: 'request-passed' });
    }
    this.#status = head.status;
    this.#releaseBody();
    if (!this.#received) this.#response.shouldKeepAlive = false;
    if (head.reason === '') this.#response.writeHead(head.status, head.fields);
    else this.#response.writeHead(head.status, head.reason, head.fields);
  }

  onBody(piece: Buffer): void {
    if (this.#pending !== undefined) this.#pass(this.#pending);
    this.#pending = piece;
  }

  onPieceRead(): void {
    if (this.#phase !== 'responding') return;
    if (this.#pending !== undefined) {
      const piece = this.#pending;
      this.#pending = undefined;
      this.#pass(piece);
    } else if (!this.#headFlushed) this.#response.flushHeaders();
    this.#headFlushed = true;
    if (this.#connection !== undefined) {
      this.#connection.deadlineMs = this.#plane.nowMs + this.#plane.idleBodyTimeoutMs;
    }
  }

  onEnd(): void {
    this.#phase = 'done';
    this.#count(this.#status, 'answered');
    this.#connection = undefined;
    const piece = this.#pending;
    this.#pending = undefined;
    if (piece === undefined) this.#response.end();
    else if (piece.length > ONE_WRITE_BYTES) this.#response.end(piece);
    // As text it goes out in one write with the head; latin1 maps each byte to itself.
    else this.#response.end(piece.toString('latin1'), 'latin1');
  }

  onFailure(failure: ConnectionFailure): void {
    const replica = this.#replica!;
    this.#connection = undefined;
    this.#replica = undefined;
    this.#plane.observe(replica, { kind: 'request-failed', how: HEALTH_WORD[failure.kind] });
    if (this.#phase === 'responding') {
      this.#reset();
      return;
    }
    if (this.#permitted(replica, failure.sent, false)) {
      this.#ask();
      return;
    }
    const status = failure.kind === 'timeout' ? 504 : 502;
    this.refuse(status, `${replica.address.id}: ${failure.text}`);
  }

  /** Answers instead of a replica. */
  refuse(status: 400 | 501 | 502 | 503 | 504, text: string): void {
    if (this.#phase === 'done') return;
    this.#phase = 'done';
    this.#count(status, 'answered');
    this.#releaseBody();
    answer(this.#response, status, text, this.#received);
  }

  /** The client went away, or everything was sent. */
  clientClosed(): void {
    if (this.#phase === 'done') return;
    this.#phase = 'done';
    this.#count(this.#status, 'left');
    this.#releaseBody();
    this.#plane.forget(this);
    this.#connection?.abandon();
    this.#connection = undefined;
  }

  /** The client reads again. */
  clientDrained(): void {
    if (this.#connection === undefined) return;
    this.#connection.deadlineMs = this.#plane.nowMs + this.#plane.idleBodyTimeoutMs;
    this.#connection.resume();
  }

  #count(status: number, how: RequestEnd['how']): void {
    if (!this.#counts) return;
    this.#plane.count({ status, how, durationMs: this.#plane.clockMs - this.#startedMs });
  }

  get #mayRepeat(): boolean {
    return (
      this.#head.idempotent &&
      this.#bodyState === 'kept' &&
      this.#attempts < this.#plane.maxAttempts
    );
  }

  #ask(): void {
    this.#phase = 'asking';
    this.#plane.place(this);
  }

  /** The answer is dropped, with its connection, for a hopefully better one. */
  #retryAfterAnswer(replica: Replica): boolean {
    if (!this.#permitted(replica, true, true)) return false;
    const connection = this.#connection;
    this.#connection = undefined;
    this.#replica = undefined;
    connection?.abandon();
    this.#ask();
    return true;
  }

  #permitted(replica: Replica, sent: boolean, answered: boolean): boolean {
    this.tried ??= [];
    if (!this.tried.includes(replica)) this.tried.push(replica);
    const permission = retryPermission({
      sent,
      answered,
      idempotent: this.#head.idempotent,
      replayable: this.#bodyState !== 'flowing',
      attempts: this.#attempts,
      maxAttempts: this.#plane.maxAttempts,
      otherReplica: this.#plane.hasOther(this.tried),
      replicas: this.#plane.replicaCount,
    });
    return permission === 'free' || (permission === 'costs-budget' && this.#plane.spendRetry());
  }

  /** Short while another attempt may follow; else the caller is better served by patience. */
  #setDeadline(): void {
    const { nowMs, attemptTimeoutMs, responseTimeoutMs } = this.#plane;
    this.#connection!.deadlineMs = nowMs + (this.#mayRepeat ? attemptTimeoutMs : responseTimeoutMs);
  }

  #collect(): void {
    const request = this.#request;
    request.on('data', (piece: Buffer) => this.#takeBody(piece));
    request.on('end', () => this.#endBody());
    const { bodyLength } = this.#head;
    if (bodyLength !== 'unknown' && bodyLength > this.#plane.maxReplayBytes) this.#hold();
  }

  #takeBody(piece: Buffer): void {
    if (this.#bodyState === 'flowing') {
      const connection = this.#connection;
      if (connection === undefined) return;
      this.#setDeadline();
      if (!this.#sendPiece(connection, piece)) this.#request.pause();
      return;
    }
    if (this.#phase === 'done') return;
    (this.#body ??= []).push(piece);
    this.#bodyBytes += piece.length;
    this.#plane.keptBytes += piece.length;
    if (this.#phase !== 'collecting') return;
    const { maxReplayBytes, keptBytes, maxKeptBytes } = this.#plane;
    if (this.#bodyBytes > maxReplayBytes || keptBytes > maxKeptBytes) this.#hold();
  }

  #sendPiece(connection: UpstreamConnection, piece: Buffer): boolean {
    if (this.#head.bodyLength !== 'unknown') return connection.write(piece);
    connection.write(chunkLine(piece.length));
    connection.write(piece);
    return connection.write('\r\n');
  }

  #endBody(): void {
    this.#received = true;
    if (this.#bodyState === 'flowing') {
      if (this.#connection === undefined) return;
      if (this.#head.bodyLength === 'unknown') this.#connection.write('0\r\n\r\n');
      this.#connection.bodyEnded();
      this.#setDeadline();
    } else if (this.#phase === 'collecting') this.#ask();
  }

  /** Too much to keep: the rest waits in the client's socket until a replica takes it. */
  #hold(): void {
    this.#bodyState = 'held';
    this.#request.pause();
    this.#ask();
  }

  #bodyText(): string {
    if (this.#body === undefined) return '';
    if (this.#body.length === 1) return this.#body[0]!.toString('latin1');
    return Buffer.concat(this.#body).toString('latin1');
  }

  #releaseBody(): void {
    if (this.#bodyBytes === 0) return;
    this.#plane.keptBytes -= this.#bodyBytes;
    this.#bodyBytes = 0;
    this.#body = undefined;
  }

  #pass(piece: Buffer): void {
    if (this.#response.write(piece)) return;
    this.#connection?.pause();
    if (this.#drainWatched) return;
    this.#drainWatched = true;
    this.#response.on('drain', onClientDrain);
  }

  /** A response that was cut must not look complete. */
  #reset(): void {
    this.#phase = 'done';
    this.#count(this.#status, 'broke');
    const { socket } = this.#response;
    if (socket === null) this.#response.destroy();
    else resetSocket(socket);
  }
}

/** Envoy's field for an answer that overload gave and not a fault; `overload()` of the kit sets it. */
const SHED_FIELD = 'x-envoy-overloaded';

function sheds({ status, fields }: ResponseHead): boolean {
  return (
    status === 503 &&
    fields.some((text, index) => index % 2 === 0 && text.toLowerCase() === SHED_FIELD)
  );
}

const HEALTH_WORD = {
  refused: 'refused',
  unconnected: 'timeout',
  reset: 'reset',
  timeout: 'timeout',
  malformed: 'gateway',
} as const;

/** A plain answer of the balancer itself. */
export function answer(
  response: ServerResponse,
  status: number,
  text: string,
  keepAlive: boolean,
): void {
  if (!keepAlive) response.shouldKeepAlive = false;
  const body = text + '\n';
  const fields = [
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ];
  if (status === 503) fields.push('Retry-After', '1');
  response.writeHead(status, fields);
  response.end(body);
}

function chunkLine(bytes: number): string {
  return bytes.toString(16) + '\r\n';
}

function onClientClose(this: ClientResponse): void {
  this.exchange?.clientClosed();
}

function onClientDrain(this: ClientResponse): void {
  this.exchange?.clientDrained();
}
