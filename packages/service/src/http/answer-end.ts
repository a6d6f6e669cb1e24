import type { ServerResponse } from 'node:http';

/** An answer that is not over yet. */
export interface OpenAnswer {
  readonly response: ServerResponse;
  /** To be called when it is. */
  ended: (() => void) | undefined;
}

/** Of the request that arrived last: its steps run before another can arrive. */
let newest: OpenAnswer | undefined;

/** For who watches a server: an answer has to be given from now on. */
export function answerBegins(response: ServerResponse): OpenAnswer {
  newest = { response, ended: undefined };
  return newest;
}

/** For who watches a server: it is out, or can't be given any more. */
export function answerEnds(answer: OpenAnswer): void {
  if (newest === answer) newest = undefined;
  answer.ended?.();
}

/**
 * Has `ended` called once the answer is out or its connection has closed. For a request of a server
 * that the service watches, and as long as its steps have not paused, that costs next to nothing;
 * for another it is what it replaces, `response.once('close', ended)`: 0.7 µs (Node 20).
 */
export function whenEnded(response: ServerResponse, ended: () => void): void {
  if (newest?.response !== response) {
    response.once('close', ended);
    return;
  }
  const { ended: others } = newest;
  newest.ended = others
    ? () => {
        others();
        ended();
      }
    : ended;
}
