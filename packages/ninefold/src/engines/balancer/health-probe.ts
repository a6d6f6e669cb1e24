import type { ReplicaAddress } from './message.ts';
import type { HealthInput } from './replica-health.ts';
import type { ResponseHead } from './response-parser.ts';
import {
  UpstreamConnection,
  type ConnectionFailure,
  type ConnectionOwner,
  type UpstreamRequest,
} from './upstream-connection.ts';

/** Of a check's body so much is read and dropped, so that a small one ends its connection well. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * One active health check: GET of the ready path on a connection of its own, since a held one can
 * outlive what listens. It reports once, on the head of the answer, on failure or on `expire`.
 */
export class HealthProbe implements UpstreamRequest, ConnectionOwner {
  readonly method = 'GET';
  readonly streamsBody = false;
  readonly movable = false;
  readonly headText: string;
  readonly startedMs: number;
  readonly #connection: UpstreamConnection;
  readonly #report: (result: HealthInput) => void;
  #reported = false;
  #bodyBytes = 0;
  #closed = false;

  /** @param startedMs the owner's time, which it compares with to expire it */
  constructor(
    address: ReplicaAddress,
    path: string,
    startedMs: number,
    report: (result: HealthInput) => void,
  ) {
    this.startedMs = startedMs;
    this.#report = report;
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    this.headText =
      `GET ${path} HTTP/1.1\r\nHost: ${host}:${address.port}\r\n` +
      'User-Agent: ninefold-balancer\r\nConnection: close\r\n\r\n';
    this.#connection = new UpstreamConnection(address.host, address.port, this);
    this.#connection.send(this);
  }

  /** Its connection is gone: another probe may start. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The time for the check is over. */
  expire(): void {
    this.#tell({ kind: 'check-failed', how: 'timeout' });
    this.abandon();
  }

  /** Ends without a report. */
  abandon(): void {
    this.#reported = true;
    this.#connection.abandon();
  }

  onHead(head: ResponseHead): void {
    const ready = head.status >= 200 && head.status < 300;
    this.#tell(ready ? { kind: 'check-passed' } : { kind: 'check-failed', how: 'not-ready' });
  }

  onBody(piece: Buffer): void {
    this.#bodyBytes += piece.length;
    if (this.#bodyBytes > MAX_BODY_BYTES) this.#connection.abandon();
  }

  onEnd(): void {
    this.#connection.abandon();
  }

  onFailure(failure: ConnectionFailure): void {
    switch (failure.kind) {
      case 'refused':
        return this.#tell({ kind: 'check-failed', how: 'refused' });
      case 'malformed':
        return this.#tell({ kind: 'check-failed', how: 'not-ready' });
      case 'unconnected':
      case 'reset':
        return this.#tell({ kind: 'check-failed', how: failure.sent ? 'not-ready' : 'refused' });
      case 'timeout':
        return this.#tell({ kind: 'check-failed', how: 'timeout' });
    }
  }

  onClosed(): void {
    this.#closed = true;
  }

  onIdle(connection: UpstreamConnection): void {
    connection.abandon();
  }

  onSent(): void {}

  onWritable(): void {}

  onPieceRead(): void {}

  #tell(result: HealthInput): void {
    if (this.#reported) return;
    this.#reported = true;
    this.#report(result);
  }
}
