import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request and its answer, as every step sees them, whatever the framework. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** When the request arrived (monotonic ms, `performance.now()`). */
  readonly arrivedMs: number;
  /**
   * The pattern that matched (`/orders/:id`), never the path itself, so that labels stay few;
   * undefined until the framework has routed, and for a request that matched nothing.
   */
  readonly route: () => string | undefined;
}

/**
 * Runs what is inside. A promise resolves when that has been handed the exchange; without one it has
 * been by then.
 */
export type Next = () => void | Promise<void>;

/**
 * One step around the handling of a request, outermost first. It may answer itself, in which case it
 * doesn't call `next`. A step that must know when the answer has gone out listens to the response.
 * One that has nothing to wait for returns what `next` does, and so costs no promise.
 */
export type HttpStep = (exchange: HttpExchange, next: Next) => void | Promise<void>;
