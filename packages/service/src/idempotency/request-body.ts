import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly kind: 'whole'; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  /** The client went away before it had sent all. */
  | { readonly kind: 'cut' };

const WHOLE_AND_EMPTY: ReadBody = { kind: 'whole', body: Buffer.alloc(0) };

/**
 * Reads the whole body and puts it back, so that whoever comes next (Fastify, Express's parsers,
 * Hono, `for await`) reads it as if nobody had. It must come before any of them.
 *
 * @throws TypeError when the body was read already
 */
export async function readAhead(request: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && Number(length ?? 0) === 0) return WHOLE_AND_EMPTY;
  if (Number(length ?? 0) > maxBytes) return { kind: 'too-large' };
  if (request.readableDidRead || request.readableFlowing === true) {
    throw new TypeError('the body was read already: idempotency must come before the body parser');
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    const end = (ending: ReadBody): void => {
      request.off('readable', take).off('end', gone).off('close', gone).off('error', gone);
      resolve(ending);
    };
    const gone = (): void => {
      end(request.complete ? WHOLE_AND_EMPTY : { kind: 'cut' });
    };
    function take(): void {
      // Piece by piece and never beyond them: a read of the empty stream would end it for good.
      while (request.readableLength > 0) {
        const piece = request.read() as Buffer;
        pieces.push(piece);
        bytes += piece.length;
        if (bytes > maxBytes) {
          end({ kind: 'too-large' });
          return;
        }
      }
      const whole = length === undefined ? request.complete : bytes >= Number(length);
      if (!whole) return;
      const body = Buffer.concat(pieces, bytes);
      // In the same turn, so that `end` is not told before it has been read again.
      if (bytes > 0) request.unshift(body);
      // Hono refuses a stream that somebody has read; this one is whole again.
      Object.defineProperty(request, 'readableDidRead', {
        configurable: true,
        get: () => request.readableFlowing !== null,
      });
      end({ kind: 'whole', body });
    }
    request.on('readable', take).on('end', gone).on('close', gone).on('error', gone);
  });
}
