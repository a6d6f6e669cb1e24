import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/**
 * A response that its handler writes as usual and that stays here until it may be seen: first the
 * result is made safe, then the client is told.
 */
export interface HeldResponse {
  /** Resolves when the handler has ended it; with `too-long` when its body is beyond the bound. */
  readonly ended: Promise<'ended' | 'too-long'>;
  /** What was written, once it has ended. */
  body(): Buffer;
  /** Sends what was written. */
  send(): void;
  /** Sends another answer; whatever the handler still writes goes nowhere. */
  replace(status: number, headers: Readonly<Record<string, string>>, body: string): void;
  /**
   * Forgets what was written; from now on the response is as it was. False, and nothing done, when
   * it has ended or was answered for.
   */
  letGo(): boolean;
}

type Mode = 'holding' | 'passing' | 'over';
type Done = (() => void) | undefined;

/** Takes the place of the response's writing methods. */
export function holdResponse(response: ServerResponse, maxBytes: number): HeldResponse {
  const own = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
  };
  let mode: Mode = 'holding';
  let headWritten = false;
  let hasEnded = false;
  let pieces: Buffer[] = [];
  let bytes = 0;
  let settle: (how: 'ended' | 'too-long') => void = () => undefined;
  const ended = new Promise<'ended' | 'too-long'>((resolve) => (settle = resolve));

  function take(chunk: unknown, encoding: unknown): void {
    if (mode !== 'holding' || hasEnded || !isChunk(chunk)) return;
    headWritten = true;
    const piece =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > maxBytes) {
      pieces = [];
      settle('too-long');
    } else pieces.push(piece);
  }

  const standIns = {
    writeHead(status: number, ...rest: unknown[]): ServerResponse {
      if (mode === 'passing') return own.writeHead(status, ...(rest as [OutgoingHttpHeaders]));
      if (mode === 'over') return response;
      headWritten = true;
      response.statusCode = status;
      const [first, second] = rest;
      if (typeof first === 'string') response.statusMessage = first;
      setHeaders(response, typeof first === 'string' ? second : (first ?? second));
      return response;
    },
    write(chunk: unknown, ...rest: unknown[]): boolean {
      if (mode === 'passing') return own.write(chunk, ...(rest as [BufferEncoding]));
      take(chunk, rest[0]);
      calledBack(rest);
      return true;
    },
    end(...words: unknown[]): ServerResponse {
      if (mode === 'passing') return own.end(...(words as [unknown, BufferEncoding]));
      take(words[0], words[1]);
      calledBack(words);
      if (mode === 'holding' && !hasEnded) {
        headWritten = true;
        hasEnded = true;
        settle('ended');
      }
      return response;
    },
    flushHeaders(): void {
      if (mode === 'passing') own.flushHeaders();
      else if (mode === 'holding') headWritten = true;
    },
  };
  Object.assign(response, standIns);
  // Frameworks ask whether they have answered; as far as they are concerned, they have.
  Object.defineProperties(response, {
    headersSent: { configurable: true, get: () => headWritten },
    writableEnded: { configurable: true, get: () => hasEnded },
  });

  function pass(): void {
    mode = 'passing';
    Reflect.deleteProperty(response, 'headersSent');
    Reflect.deleteProperty(response, 'writableEnded');
  }

  return {
    ended,
    body: () => Buffer.concat(pieces, bytes),
    send() {
      pass();
      response.end(Buffer.concat(pieces, bytes));
      mode = 'over';
    },
    replace(status, headers, body) {
      pass();
      for (const name of response.getHeaderNames()) {
        if (isOfContent(name)) response.removeHeader(name);
      }
      response.statusCode = status;
      response.statusMessage = '';
      setHeaders(response, headers);
      response.end(body);
      mode = 'over';
    },
    letGo() {
      if (mode !== 'holding' || hasEnded) return false;
      pass();
      pieces = [];
      return true;
    },
  };
}

function isChunk(chunk: unknown): chunk is string | Uint8Array {
  return typeof chunk === 'string' || chunk instanceof Uint8Array;
}

/** The callback of `write` and `end` is their last argument. */
function calledBack(words: readonly unknown[]): void {
  const done = words.findLast((word) => typeof word === 'function') as Done;
  if (done) process.nextTick(done);
}

/** Names that describe an answer, not the connection or the request. */
function isOfContent(name: string): boolean {
  return /^(?:content-|transfer-encoding$|etag$|last-modified$|location$|link$|trailer$)/.test(
    name,
  );
}

/** The forms `writeHead` takes: an object, pairs, or names and values in turn. */
function setHeaders(response: ServerResponse, headers: unknown): void {
  if (headers === undefined || headers === null) return;
  if (!Array.isArray(headers)) {
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
      if (value !== undefined) response.setHeader(name, value);
    }
    return;
  }
  const words = headers.flatMap((word: unknown) => (Array.isArray(word) ? word : [word]));
  const set = new Set<string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const name = String(words[at]);
    const value = words[at + 1] as OutgoingHttpHeader;
    if (set.has(name.toLowerCase())) response.appendHeader(name, textOf(value));
    else response.setHeader(name, value);
    set.add(name.toLowerCase());
  }
}

function textOf(value: OutgoingHttpHeader): string | readonly string[] {
  return typeof value === 'number' ? String(value) : value;
}
