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
 * One step around the handling of a request, outermost first. It may answer itself, in which case it
 * doesn't call `next`; `next` runs what is inside and resolves when that has been handed the
 * exchange. A step that must know when the answer has gone out listens to the response.
 */
export type HttpStep = (exchange: HttpExchange, next: () => Promise<void>) => Promise<void>;
